import type { Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { candidates, type Candidate } from "./candidates.ts";
import { keepPack } from "./keep-pack.ts";
import { objectionTo } from "./objection.ts";
import { regulationsOf } from "./pack-shelf.ts";
import { packId } from "../../packs/index.ts";

type Wanted = { readonly beside: readonly string[]; readonly programme?: string | null | undefined };

/**
 * Finds the programmes that are to apply here beside the one that sells, which may change with them. At any time:
 * nothing is priced by them. Changes nothing yet.
 */
export function findBeside(ports: Ports, context: Context, wanted: Wanted): Result<Candidate[], Refusal> {
  const known = new Map(candidates(ports, context).map((each) => [packId(each.read), each]));
  const found: Candidate[] = [];
  for (const id of new Set(wanted.beside)) {
    const candidate = known.get(id);
    if (!candidate) return refusal(context, "programme-unknown", { params: { id } });
    const { kind, pack } = candidate.read;
    const title = pack.pack.title[context.locale];
    if (kind === "selling") return refusal(context, "programme-not-beside", { params: { title } });
    found.push(candidate);
  }
  const selling = known.get(wanted.programme ?? "");
  const coming = [...found, ...(selling ? [selling] : [])].map(({ read }) => read);
  const staying = { ...context, terminal: { ...context.terminal, regulations: [] } };
  return objectionTo(staying, coming) ?? ok(found);
}

/** Installs what is not installed yet, and lets it all apply here. Answers the ids. */
export function chooseBeside(ports: Ports, context: Context, found: readonly Candidate[]): string[] {
  for (const { read, json } of found) if (json !== null) keepPack(ports, { read, json });
  applyBeside(
    ports,
    context,
    found.map(({ read }) => packId(read)),
  );
  return context.terminal.settings.beside;
}

/** From here on these programmes apply beside, as far as they are installed. */
export function applyBeside(ports: Ports, context: Context, ids: readonly string[]): void {
  const { terminal } = context;
  const settings = { ...terminal.settings, beside: [...new Set(ids)].toSorted() };
  ports.settings.set("settings", toJson(settings));
  terminal.settings = settings;
  terminal.regulations = regulationsOf(terminal.shelf.of(settings.beside));
  for (const topic of ["session", "status"] as const) context.touched.add(topic);
}
