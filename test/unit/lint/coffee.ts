import { readFileSync } from "node:fs";
import { parsePack, type Pack } from "../../../core/programme/index.ts";

const book = readFileSync(new URL("../../../docs/PACKS.md", import.meta.url), "utf8");
const [, example = ""] = /```json\n(.*?)```/s.exec(book) ?? [];

/** The worked example of the pack book, as its readers would copy it. */
export const coffeeText = example;

type Tree = { [key: string]: Tree };

/** The example with some change, as JSON: `change` gets a copy of its own. */
export function coffee(change: (pack: Tree) => void = () => undefined): unknown {
  const copy = JSON.parse(coffeeText) as Tree;
  change(copy);
  return copy;
}

/** The same, read. */
export function coffeePack(change?: (pack: Tree) => void): Pack {
  const parsed = parsePack(coffee(change));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

/** Puts a value at `offers.1.give`, making nothing on the way. */
export function put(place: string, value: unknown): (pack: Tree) => void {
  return (pack) => {
    const keys = place.split(".");
    const last = keys.pop() ?? "";
    const target = keys.reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), pack);
    if (!(target instanceof Object)) throw new Error(`no ${place}`);
    Reflect.set(target, last, value);
  };
}

/** Adds a rule to the example, in its one group. */
export function addOffer(offer: object): (pack: Tree) => void {
  return (pack) => {
    const { offers, stacking } = pack as unknown as { offers: object[]; stacking: { members: unknown[] } };
    offers.push({ clause: "9", message: "rate", ...offer });
    stacking.members.push(Reflect.get(offer, "id"));
  };
}

export const all =
  (...changes: readonly ((pack: Tree) => void)[]) =>
  (pack: Tree): void => {
    for (const change of changes) change(pack);
  };
