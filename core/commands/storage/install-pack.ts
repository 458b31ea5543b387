import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { parsePack, type PackProblem } from "../../programme/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "../session/session-view.ts";

const problemsShown = 3;

/**
 * Checks a programme pack and installs it; it takes effect at its own date. A version once installed never changes its
 * text: receipts name it.
 */
export function installPack(
  ports: Ports,
  context: Context,
  input: { readonly json: string },
): Result<SessionView, Refusal> {
  const parsed = parsePack(input.json);
  if (!parsed.ok) return invalid(context, parsed.refusal);
  const { terminal } = context;
  const hash = ports.digest(input.json);
  const { id, version } = parsed.value.pack;
  const twin = terminal.packs.find((each) => each.pack.pack.id === id && each.pack.pack.version === version);
  if (twin && twin.hash !== hash) {
    const problem = context.say("pack.sameVersion", { version });
    return refusal(context, "pack-invalid", { params: { problem } });
  }
  if (!twin) {
    ports.packs.save({ id, version, hash, json: input.json, installedAt: context.now });
    terminal.packs = [...terminal.packs, { pack: parsed.value, hash }];
  }
  ports.settings.set("programme", id);
  terminal.programme = id;
  record(ports, context, { kind: "pack-installed", body: { id, version, hash } });
  for (const topic of ["session", "basket"] as const) context.touched.add(topic);
  return ok(viewSession(ports, context));
}

function invalid(context: Context, problems: readonly PackProblem[]): Result<never, Refusal> {
  const shown = problems.slice(0, problemsShown).map(({ place, text }) => {
    return place === "" ? text[context.locale] : `${place}: ${text[context.locale]}`;
  });
  const details = { problems: problems.length };
  return refusal(context, "pack-invalid", { params: { problem: shown.join("; ") }, details });
}
