import { Settings } from "../../contract/index.ts";
import type { Json } from "../../kernel/index.ts";

const defaults: Settings = {
  theme: "system",
  locale: "ru",
  zoom: 100,
  keyCaps: true,
  soundVolume: 70,
  terminalName: "Касса 1",
  siteName: "Магазин",
  weightPrefix: "22",
  // Which numbers are cards is said by whoever prints them; a card that is known is found without.
  cardRanges: [],
  shopKind: "shop",
  // A shop without a known opening date was never opened anew: no rule for new shops holds.
  shopOpenedOn: "2000-01-01",
  scanner: { layout: "us", slow: false, prefix: "", suffix: "", serialPath: "", hid: false },
  printer: { kind: "system", address: "", columns: 42, codePage: "cp866" },
  idleLockMinutes: 10,
  beside: [],
};

/**
 * Settings as stored, each field by itself: one that an older version does not know, or that was damaged, falls back to
 * its default, the others stay.
 */
export function readSettings(stored: Json | undefined): Settings {
  const fields = typeof stored === "object" && stored !== null && !Array.isArray(stored) ? stored : {};
  const known = Settings.partial();
  const good = Object.entries(fields).filter(([key, value]) => known.safeParse({ [key]: value }).success);
  return Settings.parse({ ...defaults, ...Object.fromEntries(good) });
}
