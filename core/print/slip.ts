import { encodeText, type CodePage } from "./code-page.ts";
import { cut, drawerPulse, initialise } from "./escpos.ts";

/** What goes to the printer as one piece. */
export type Slip = {
  /** The same slip asked for again is the same job. */
  readonly id: string;
  /** For whoever has to look whether it came out: `Чек 12`. */
  readonly title: string;
  /** Text as wide as the paper; empty where only the drawer is opened. */
  readonly lines: readonly string[];
  readonly drawer: boolean;
};

/** Connector pin 2 and the times that drawers of the trade take. */
const pulse = drawerPulse(2, 100, 500);

/** What no code page of receipt printers has, or only some have, and what stands for it on paper. */
const onPaper: ReadonlyMap<string, string> = new Map([
  ...[..."«»„“”"].map((quote) => [quote, '"'] as const),
  ...[..."−–—"].map((dash) => [dash, "-"] as const),
  ...[..."\u00a0\u202f"].map((space) => [space, " "] as const),
  ...([
    ["×", "x"],
    ["…", "."],
    ["’", "'"],
    ["·", "*"],
  ] as const),
]);

/** Bytes of a slip: the drawer first, so that the change can be counted while the paper comes. */
export function slipBytes({ lines, drawer }: Slip, page: CodePage): Uint8Array {
  const opening = drawer ? pulse : [];
  const text = lines.map((line) => `${line}\n`.replaceAll(/[^\n -~]/gu, (sign) => onPaper.get(sign) ?? sign)).join("");
  const paper = text === "" ? [] : [...encodeText(text, page), ...cut("partial")];
  return Uint8Array.from([...initialise, ...opening, ...paper]);
}

/** Words broken into lines of so many characters; a longer word is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (joined.length <= columns) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    for (; line.length > columns; line = line.slice(columns)) lines.push(line.slice(0, columns));
  }
  return line === "" ? lines : [...lines, line];
}

/** A label with its figure at the right edge; a long label takes more lines, the figure stands in the last. */
export function row(label: string, figure: string, columns: number): string[] {
  const lines = wrap(label, Math.max(1, columns - figure.length - 1));
  const last = lines.pop() ?? "";
  return [...lines, last + figure.padStart(columns - last.length)];
}

export function centred(text: string, columns: number): string[] {
  return wrap(text, columns).map((line) => " ".repeat(Math.floor((columns - line.length) / 2)) + line);
}
