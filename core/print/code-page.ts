/** Code pages of receipt printers that hold Cyrillic. Belarusian `і` is in no other than 855 and 1251. */
export type CodePage = "cp866" | "cp855" | "cp1251";

type Page = {
  /** Number that ESC t selects it by at Epson's printers; clones differ. */
  readonly number: number;
  /** Characters of the bytes 80-FF. */
  readonly upper: string;
};

const pages: Readonly<Record<CodePage, Page>> = {
  cp866: {
    number: 17,
    upper:
      "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
      "рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00a0",
  },
  cp855: {
    number: 34,
    upper:
      "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀" +
      "ЯрРсСтТуУжЖвВьЬ№\u00adыЫзЗшШэЭщЩчЧ§■\u00a0",
  },
  cp1251: {
    number: 46,
    upper:
      "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffd™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї" +
      "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
  },
};

const replacement = 0x3f;

export function pageNumber(page: CodePage): number {
  return pages[page].number;
}

/**
 * Byte of a character in a code page; null where the page lacks it. Control characters are bytes of commands, not
 * text.
 */
export function byteIn(character: string, page: CodePage): number | null {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code >= 0x20 || character === "\n" ? code : null;
  const index = character === "\ufffd" ? -1 : pages[page].upper.indexOf(character);
  return index < 0 ? null : 0x80 + index;
}

/** Pages in the order they are tried: the printer's own, then the one that changes least for the rest of the line. */
const fallbacks: readonly CodePage[] = ["cp866", "cp855", "cp1251"];

/** Selects a code page (ESC t n). */
export function selectPage(page: CodePage): readonly number[] {
  return [0x1b, 0x74, pageNumber(page)];
}

/**
 * Bytes of a text for an ESC/POS printer, beginning with the choice of `page`; the page changes in mid-text for a
 * character it lacks and stays changed while it serves. What no page has is printed as `?`.
 */
export function encodeText(text: string, page: CodePage): Uint8Array {
  let current = page;
  const bytes = [...selectPage(page)];
  for (const character of text) {
    const serving = [current, page, ...fallbacks].find((each) => byteIn(character, each) !== null) ?? current;
    if (serving !== current) bytes.push(...selectPage(serving));
    current = serving;
    bytes.push(byteIn(character, current) ?? replacement);
  }
  return Uint8Array.from(bytes);
}
