import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { parsePack } from "../../programme/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "../session/session-view.ts";
import { clearMisread, keepPack, switchTo, whyNotNow } from "./choose-programme.ts";
import { problemsText } from "./problems-text.ts";

/**
 * Checks a programme pack, installs it and makes its programme the terminal's; it takes effect at its own date. A
 * version once installed never changes its text: receipts name it.
 */
export function installPack(
  ports: Ports,
  context: Context,
  input: { readonly json: string },
): Result<SessionView, Refusal> {
  const parsed = parsePack(input.json);
  if (!parsed.ok) {
    const details = { problems: parsed.refusal.length };
    return refusal(context, "pack-invalid", { params: { problem: problemsText(context, parsed.refusal) }, details });
  }
  const { terminal } = context;
  const pack = parsed.value;
  const { id, version } = pack.pack;
  const hash = ports.digest(input.json);
  const twin = terminal.packs.find((each) => each.pack.pack.id === id && each.pack.pack.version === version);
  if (twin && twin.hash !== hash) {
    const problem = context.say("pack.sameVersion", { version });
    return refusal(context, "pack-invalid", { params: { problem } });
  }
  const reason = whyNotNow(ports, context, pack);
  if (reason !== null) return refusal(context, "programme-in-use", { params: { reason } });
  const clearedItems = terminal.programme === id ? 0 : clearMisread(ports, context, pack);
  if (!twin) keepPack(ports, context, { pack, json: input.json });
  switchTo(ports, context, id);
  record(ports, context, { kind: "pack-installed", body: { id, version, hash, clearedItems } });
  return ok(viewSession(ports, context));
}
