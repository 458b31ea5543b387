import { readFileSync } from "node:fs";
import { parseEntitlementPack } from "../../core/entitlement/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import { parseMembershipPack } from "../../core/membership/index.ts";
import { CalendarSchema, type PackProblem, type Readings } from "../../core/programme/index.ts";
import { parseServicePack } from "../../core/service/index.ts";

const resources = new URL("../../resources/", import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, resources), "utf8"));

export const packJson = (id: string): unknown => read(`packs/${id}.json`);
export const ruCalendar = CalendarSchema.parse(read("calendars/ru.json"));

export function sound<T>(parsed: Result<T, readonly PackProblem[]>): T {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.refusal.map(({ place, text }) => `${place}: ${text.en}`).join("; "));
}

export const ruslom = (readings: Readings = {}) => sound(parseEntitlementPack(packJson("ruslom"), readings));
export const council = (readings: Readings = {}) => sound(parseMembershipPack(packJson("ad-council"), readings));
export const standard = (readings: Readings = {}) => sound(parseServicePack(packJson("client-centric"), readings));

type Fields = Record<string, unknown>;

/** A pack's JSON with one place changed, or taken out where the value is undefined: `exit.needsPaper`. */
export function changed(id: string, place: string, value: unknown): unknown {
  const json = structuredClone(packJson(id)) as Fields;
  const keys = place.split("/");
  const last = keys.pop() ?? "";
  const target = keys.reduce<Fields>((at, key) => at[key] as Fields, json);
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
  return json;
}

export function problemsOf(parsed: Result<unknown, readonly PackProblem[]>): string[] {
  return parsed.ok ? [] : parsed.refusal.map(({ place, kind }) => `${place}: ${kind}`);
}
