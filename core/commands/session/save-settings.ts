import type { Refusal, SessionView, Settings } from "../../contract/index.ts";
import { canonicalJson, ok, type Result } from "../../kernel/index.ts";
import { record, type Context } from "../context.ts";
import { inLocale } from "../in-locale.ts";
import { permit } from "../permit.ts";
import type { Ports } from "../ports.ts";
import { chooseBeside, findBeside } from "../programme/choose-beside.ts";
import { chooseProgramme } from "../programme/choose-programme.ts";
import { toJson } from "../to-json.ts";
import { viewSession } from "./session-view.ts";

type Change = { readonly [K in Exclude<keyof Settings, "programme">]?: Settings[K] | undefined } & {
  readonly programme?: string | null | undefined;
};

/** What makes the screen readable for the person at it and decides nothing else. */
const ownSight: readonly (keyof Settings)[] = ["theme", "zoom", "keyCaps", "soundVolume"];
/** The one of them that the login offers, before it is known who asks. */
const beforeSigningIn: readonly (keyof Settings)[] = ["theme"];

/**
 * Changes settings of the terminal. Some decide money (programme, kind and opening date of the shop) or which rules
 * apply here: every change is a fact. They need the right to; how the screen looks and sounds may be changed by anyone
 * signed in.
 */
export function saveSettings(
  ports: Ports,
  context: Context,
  input: { readonly settings: Change },
): Result<SessionView, Refusal> {
  const permitted = mayChange(ports, context, input.settings);
  if (!permitted.ok) return permitted;
  const { programme, beside, ...others } = input.settings;
  const before = context.terminal.settings;
  const found = beside === undefined ? null : findBeside(ports, context, { beside, programme });
  if (found?.ok === false) return found;
  if (programme !== undefined) {
    const chosen = chooseProgramme(ports, context, programme);
    if (!chosen.ok) return chosen;
  }
  const all = { ...others, ...(found ? { beside: chooseBeside(ports, context, found.value) } : {}) };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const settings: Settings = { ...before, ...given };
  if (canonicalJson(settings) === canonicalJson(before)) return ok(viewSession(ports, context));
  ports.settings.set("settings", toJson(settings));
  record(ports, context, { kind: "settings-changed", body: { changed: toJson(given) } });
  context.terminal.settings = settings;
  for (const topic of ["session", "basket", "status"] as const) context.touched.add(topic);
  return ok(viewSession(ports, inLocale(context, settings.locale)));
}

function mayChange(ports: Ports, context: Context, change: Change): Result<unknown, Refusal> {
  const free: readonly string[] = context.operator === null ? beforeSigningIn : ownSight;
  if (Object.keys(change).every((name) => free.includes(name))) return ok(null);
  return permit(ports, context, {
    command: "saveSettings",
    right: "settings.change",
    overridable: false,
    input: change,
  });
}
