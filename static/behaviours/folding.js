// Umlauts and ß as in tracker/domain/folding.py: "aerzte", "arzte" and "Ärzte" find each other.

const AS_TWO = { ä: "ae", ö: "oe", ü: "ue" };

const plain = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("\u00ad", "");

const narrow = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

export const fold = (text) => narrow(plain(text));

// In its spellings; most texts have but one.
export function foldBoth(text) {
  const all = plain(text);
  const wide = all.replace(/[äöü]/g, (letter) => AS_TWO[letter]);
  return wide === all ? [narrow(all)] : [narrow(all), narrow(wide)];
}

// -> whether each word of `words` occurs, in either spelling, in a text folded by foldBoth
export function finder(words) {
  const wanted = words.trim().split(/\s+/).filter(Boolean).map(foldBoth);
  return (folded) => wanted.every((word) => word.some((one) => folded.some((text) => text.includes(one))));
}
