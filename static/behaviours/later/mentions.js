// An "@" in a comment or a text offers the parties of the plan; their names are fetched when the first one is wanted.

const started = new WeakSet();
const known = new Map(); // address -> names

export async function startMention(field) {
  if (started.has(field)) return;
  started.add(field);
  const [names, choices] = await Promise.all([namesAt(field.dataset.mentions), import("./name_choices.js").catch(() => null)]);
  if (!names || !choices) return started.delete(field);
  if (field.isConnected) choices.startNameChoices(field, (mark) => (mark === "@" ? names : []));
}

// -> null without an answer; the next "@" is another try
async function namesAt(address) {
  if (known.has(address)) return known.get(address);
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) return null;
    const { parties } = await response.json();
    known.set(address, parties.map(({ name }) => name));
    return known.get(address);
  } catch {
    return null;
  }
}
