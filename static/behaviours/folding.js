// Umlauts and ß as in tracker/domain/folding.py: "aerzte", "arzte" and "Ärzte" find each other.

const AS_TWO = { ä: "ae", ö: "oe", ü: "ue" };

const plain = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("\u00ad", "");

export const fold = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "");

const foldWide = (text) => fold(plain(text).replace(/[äöü]/g, (letter) => AS_TWO[letter]));

export const foldBoth = (text) => [fold(text), foldWide(text)];

// Whether each word of `words` occurs, in either spelling, in a text folded by foldBoth.
export function occurs(words, folded) {
  const wanted = words.trim().split(/\s+/).filter(Boolean);
  return wanted.every((word) => foldBoth(word).some((one) => folded.some((text) => text.includes(one))));
}
