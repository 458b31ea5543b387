import { factsRead, type Pack } from "../programme/index.ts";
import { finding, type Finding } from "./finding.ts";

/** Texts that nobody reads or nobody translated, and declared names that no rule looks at. */
export function lintTexts(pack: Pack, source: unknown): Finding[] {
  const { messages, facts, sets, bases } = pack;
  // As written in the file: another reading may use what the settled pack does not.
  const file: object = source !== null && typeof source === "object" ? source : {};
  const written = { ...file, messages: null, facts: null, sets: null };
  const rules = JSON.stringify(written);
  const isNamed = (name: string) => rules.includes(JSON.stringify(name));
  const about = (rule: string) => ({ rule, clause: "-" });
  const templates = [...rules.matchAll(/"([^"{}]+)\.\{[^"}]+\}"/g)].map(([, stem]) => `${stem ?? ""}.`);
  const unused = Object.keys(messages).filter((key) => {
    const isVariant = templates.some((stem) => key.startsWith(stem) || `${key}.` === stem);
    return !isNamed(key) && !isVariant && !isVariantOf(key, isNamed);
  });
  const read = new Set([...factsRead(written), ...tableFacts(pack)]);
  const names = (section: string, list: readonly string[]) =>
    list.map((name) => finding("unused-name", about(name), { figures: { section, name } }));
  return [
    ...unused.map((key) => finding("unused-message", about(`messages.${key}`))),
    ...names(
      "facts",
      Object.keys(facts).filter((name) => !read.has(name) && !isNamed(name) && !engineNames.has(name)),
    ),
    ...names(
      "sets",
      Object.keys(sets).filter((name) => !isNamed(name)),
    ),
    ...names(
      "bases",
      Object.keys(bases).filter((name) => !JSON.stringify({ ...written, bases: null }).includes(JSON.stringify(name))),
    ),
    ...Object.entries(messages).flatMap(([key, text]) => lintLanguages(key, text)),
  ];
}

/** The till works these out itself, so a pack may name them for its readers. */
const engineNames = new Set(["at", "today", "programme.id", "programme.startsOn"]);

/** A refusal picks a text by a code or reason added to its key: `move.role.block`, `refused.card.lost`. */
function isVariantOf(key: string, isNamed: (name: string) => boolean): boolean {
  const parts = key.split(".");
  return parts.some((_, at) => at > 0 && isNamed(parts.slice(0, at).join(".")));
}

function tableFacts({ tables, prices = [], offers }: Pack): string[] {
  const named = offers.flatMap(({ order, limit, give }) => [order?.scaleBy, limit?.per, give.to]);
  const all = [...Object.values(tables).flatMap(({ by }) => by), ...prices.map(({ fact }) => fact), ...named];
  return all.filter((name) => name !== undefined);
}

/** Cyrillic words in English; letters that Belarusian has not, or the same long sentence as in Russian. */
function lintLanguages(key: string, { ru, be, en }: Pack["messages"][string]): Finding[] {
  const about = { rule: `messages.${key}`, clause: "-" };
  const plain = (text: string) => text.replaceAll(/[«"][^»"]*[»"]|\{[^}]*\}/g, "");
  const found = (language: string, text: string) => finding("untranslated", about, { figures: { language, text } });
  const words = plain(ru).match(/\p{L}{4,}/gu) ?? [];
  return [
    ...(/[а-яёіў]{4}/i.test(plain(en)) ? [found("en", en)] : []),
    ...((be === ru && words.length > 2) || /[ищъ]/i.test(plain(be)) ? [found("be", be)] : []),
  ];
}
