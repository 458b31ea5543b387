import type { Refusal, SessionView, Settings } from "../../contract/index.ts";
import { canonicalJson, ok, type Result } from "../../kernel/index.ts";
import { record, type Context } from "../context.ts";
import { inLocale } from "../in-locale.ts";
import type { Ports } from "../ports.ts";
import { chooseProgramme } from "../programme/choose-programme.ts";
import { toJson } from "../to-json.ts";
import { viewSession } from "./session-view.ts";

type Change = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/**
 * Changes settings of the terminal. Some decide money (programme, kind and opening date of the shop): every change is a
 * fact.
 */
export function saveSettings(
  ports: Ports,
  context: Context,
  input: { readonly settings: Change },
): Result<SessionView, Refusal> {
  const { programme, ...others } = input.settings;
  if (programme !== undefined) {
    const chosen = chooseProgramme(ports, context, programme);
    if (!chosen.ok) return chosen;
  }
  const before = context.terminal.settings;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const settings: Settings = { ...before, ...given };
  if (canonicalJson(settings) === canonicalJson(before)) return ok(viewSession(ports, context));
  ports.settings.set("settings", toJson(settings));
  record(ports, context, { kind: "settings-changed", body: { changed: toJson(given) } });
  context.terminal.settings = settings;
  for (const topic of ["session", "basket", "status"] as const) context.touched.add(topic);
  return ok(viewSession(ports, inLocale(context, settings.locale)));
}
