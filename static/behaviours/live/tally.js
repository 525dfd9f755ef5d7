// What happened so far, for tests and for whoever looks into the console. Nothing else stands on window.

const LONGEST = 200; // entries of the log kept: enough for one look back

const counts = { messages: 0, applied: 0, dropped: 0, gaps: 0, pulls: 0, polls: 0, snapshots: 0 };
const log = [];

export function count(what, note = "") {
  counts[what] += 1;
  log.push(note ? `${what} ${note}` : what);
  if (log.length > LONGEST) log.shift();
}

export function show(feeds) {
  window.tracker = Object.freeze({ feeds, counts: () => ({ ...counts }), log: () => [...log] });
}
