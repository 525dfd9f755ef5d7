// Times in milliseconds. A test shortens one by an attribute of <html>: timing("ping", …) reads data-live-ping.

export function timing(name, usual) {
  return Number(document.documentElement.getAttribute(`data-live-${name}`) ?? usual);
}

const SOON = 850; // the middle of 0.2 to 1.5 s: soon for one person, spread for a room

// How long to wait before trying again; attempt 0 is the first. Doubled up to the cap, then 50 to 150 % of it.
export function backoff(attempt, cap, random = Math.random()) {
  if (attempt === 0) return 200 + 1300 * random;
  return Math.min(cap, SOON * 2 ** attempt) * (0.5 + random);
}

export const pause = (time) => new Promise((wake) => setTimeout(wake, time));
