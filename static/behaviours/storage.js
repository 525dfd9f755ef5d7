// What this browser remembers. A browser that keeps nothing, or is full, loses comfort and nothing else.

const PREFIX = "tracker:";

export const local = shelf(() => localStorage);
export const session = shelf(() => sessionStorage); // ends with the tab

function shelf(storage) {
  const attempt = (what, otherwise) => {
    try {
      return what(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (name) => attempt((kept) => JSON.parse(kept.getItem(PREFIX + name)), null),
    write: (name, value) => attempt((kept) => kept.setItem(PREFIX + name, JSON.stringify(value))),
    forget: (name) => attempt((kept) => kept.removeItem(PREFIX + name)),
    names: (start) =>
      attempt((kept) => {
        const own = Object.keys(kept).filter((key) => key.startsWith(PREFIX + start));
        return own.map((key) => key.slice(PREFIX.length));
      }, []),
  };
}

// The name under which an event of another tab reports a change, or null.
export const nameOf = (event) => (event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : null);
