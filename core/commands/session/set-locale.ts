import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Locale, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { inLocale } from "../in-locale.ts";
import { viewSession } from "./session-view.ts";

/** Changes the language of screens and receipts. Anyone may, before signing in too: it must be readable first. */
export function setLocale(
  ports: Ports,
  context: Context,
  input: { readonly locale: Locale },
): Result<SessionView, Refusal> {
  const settings = { ...context.terminal.settings, locale: input.locale };
  ports.settings.set("settings", toJson(settings));
  context.terminal.settings = settings;
  for (const topic of ["session", "basket", "shift"] as const) context.touched.add(topic);
  return ok(viewSession(ports, inLocale(context, input.locale)));
}
