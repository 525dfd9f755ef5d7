// What the server must know before it draws a page, so that nothing changes under somebody's eyes.

const YEAR = 365 * 24 * 3600; // seconds

export function readCookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}

export function writeCookie(name, value) {
  const safe = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax${safe}`;
}

export function forgetCookie(name) {
  document.cookie = `${name}=; path=/; max-age=0`;
}
