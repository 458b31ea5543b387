import { existsSync, readFileSync } from "node:fs";
import { parsePack, type Pack, type Readings } from "../../core/programme/index.ts";
import type { Outcome } from "./outcome.ts";

type Loaded = { readonly pack: Pack } | { readonly outcome: Outcome };

/** Packs never change once read, and most cases ask for the same few. */
const loaded = new Map<string, Loaded>();

/** The shipped pack under a case's readings, through the app's own loader. */
export function loadPack(id: string, readings: Readings): Loaded {
  const key = `${id} ${JSON.stringify(readings)}`;
  const known = loaded.get(key) ?? readPack(id, readings);
  loaded.set(key, known);
  return known;
}

function readPack(id: string, readings: Readings): Loaded {
  const file = new URL(`../../resources/packs/${id}.json`, import.meta.url);
  if (!/^[a-z-]+$/.test(id) || !existsSync(file)) return { outcome: { skip: `no pack "${id}"` } };
  const parsed = parsePack(readFileSync(file, "utf8"), readings);
  if (parsed.ok) return { pack: parsed.value };
  const fail = parsed.refusal.map(({ place, text }) => ({ path: place, expected: "a sound pack", got: text.en }));
  return { outcome: { fail } };
}
