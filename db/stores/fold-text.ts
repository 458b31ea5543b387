/**
 * Text as the search compares it: lower case, ё as е, words of letters and digits parted by single blanks. Index and
 * query both pass through here, so that they agree.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** The bound that no text beginning with `prefix` reaches, for a range scan over an index. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
