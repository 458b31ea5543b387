/** A title holds one sentence, the rest stands under it. A dot inside an abbreviation or a number ends none. */
export function firstSentence(text: string): readonly [first: string, rest: string] {
  const match = /^(.+?)[.] (?=[\p{Lu}«“])(.+)$/su.exec(text);
  return match === null ? [text.replace(/\.$/, ""), ""] : [match[1] ?? text, match[2] ?? ""];
}
