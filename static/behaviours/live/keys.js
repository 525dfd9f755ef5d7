// A command's key is made here, once: however often it is sent, it takes effect once.

const own = new Set();

export function newKey() {
  // randomUUID is missing on plain http in the local network
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0"));
  return claim(key.join(""));
}

export function claim(key) {
  own.add(key);
  return key;
}

export const isOwn = (key) => own.has(key);
