import { canonicalJson, type Locale } from "../kernel/index.ts";
import { formatDate, formatMoney, formatPercent } from "../text/index.ts";
import { packWords } from "./pack-words.ts";

/** Every figure and word that differs between two things of one kind, with its place: `amountMinor: 2,00 → 3,00`. */
export function changesIn(was: unknown, is: unknown, lang: Locale): string[] {
  return leaves(was, is, "").map(({ place, old, now }) => {
    const key =
      place
        .replaceAll(/\[\d+\]/g, "")
        .split(".")
        .at(-1) ?? "";
    return `${place === "" ? "" : `${place}: `}${valueText(old, key, lang)} → ${valueText(now, key, lang)}`;
  });
}

type Leaf = { readonly place: string; readonly old: unknown; readonly now: unknown };

function leaves(old: unknown, now: unknown, place: string): Leaf[] {
  if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) return [];
  if (!isTree(old) || !isTree(now) || Array.isArray(old) !== Array.isArray(now)) return [{ place, old, now }];
  const isList = Array.isArray(old);
  // Lists of plain values are told whole: which of them moved says nothing.
  if (isList && [old, now].flat().every((one) => !isTree(one))) return [{ place, old, now }];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) => {
    const inner = isList ? `${place}[${Number(key) + 1}]` : place === "" ? key : `${place}.${key}`;
    return leaves(Reflect.get(old, key), Reflect.get(now, key), inner);
  });
}

const isTree = (value: unknown): value is object => value !== null && typeof value === "object";

function valueText(value: unknown, key: string, lang: Locale): string {
  if (value === undefined || value === null) return packWords[lang].none;
  if (typeof value === "number" && key.endsWith("Minor")) return formatMoney(value, lang);
  if (typeof value === "number" && key.endsWith("Bp")) return formatPercent(value, lang);
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value;
  if (Array.isArray(value)) return `[${value.map((one) => valueText(one, key, lang)).join(", ")}]`;
  return isTree(value) ? JSON.stringify(value) : JSON.stringify(value);
}
