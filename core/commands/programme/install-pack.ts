import type { Refusal, SessionView } from "../../contract/index.ts";
import { canonicalJson, ok, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "../session/session-view.ts";
import { applyBeside } from "./choose-beside.ts";
import { clearMisread, switchTo, whyNotNow } from "./choose-programme.ts";
import { keepPack } from "./keep-pack.ts";
import { objectionTo } from "./objection.ts";
import { problemsText } from "./problems-text.ts";
import { packId, readPack, type AnyPack, type PackFault } from "./read-pack.ts";

type Input = { readonly json: string };

/**
 * Checks a pack and installs it; it takes effect at its own date. A programme that sells becomes the terminal's, any
 * other applies beside it. A version once installed never says anything else: receipts and records name it.
 */
export function installPack(ports: Ports, context: Context, input: Input): Result<SessionView, Refusal> {
  const parsed = readPack(input.json);
  if (!parsed.ok) return invalid(context, parsed.refusal);
  const read = parsed.value;
  const { version } = read.pack.pack;
  const id = packId(read);
  const twin = ports.packs.list().find((each) => each.id === id && each.version === version);
  if (twin && !saysTheSame(twin.json, input.json)) {
    return refusal(context, "pack-invalid", { params: { problem: context.say("pack.sameVersion", { version }) } });
  }
  const objection = objectionTo(context, [read]);
  if (objection) return objection;
  const placed = placeHere(ports, context, { read, json: input.json, isKnown: twin !== undefined });
  if (!placed.ok) return placed;
  const hash = twin?.hash ?? ports.digest(input.json);
  record(ports, context, { kind: "pack-installed", body: { id, version, hash, clearedItems: placed.value } });
  return ok(viewSession(ports, context));
}

/** Editors and mail programs space and order JSON anew: what counts is what it says. Receipts name the first text. */
function saysTheSame(kept: string, given: string): boolean {
  return kept === given || canonicalJson(JSON.parse(kept)) === canonicalJson(JSON.parse(given));
}

type Placed = { readonly read: AnyPack; readonly json: string; readonly isKnown: boolean };

/** Stores the pack and makes it apply here. Answers how many articles had to go. */
function placeHere(ports: Ports, context: Context, file: Placed): Result<number, Refusal> {
  const { terminal } = context;
  const id = packId(file.read);
  if (file.read.kind !== "selling") {
    if (!file.isKnown) keepPack(ports, file);
    applyBeside(ports, context, [...terminal.settings.beside, id]);
    return ok(0);
  }
  const { pack } = file.read;
  const reason = whyNotNow(ports, context, pack);
  if (reason !== null) return refusal(context, "programme-in-use", { params: { reason } });
  const clearedItems = terminal.programme === id ? 0 : clearMisread(ports, context, pack);
  if (!file.isKnown) keepPack(ports, file);
  switchTo(ports, context, id);
  return ok(clearedItems);
}

function invalid(context: Context, fault: PackFault) {
  if (fault.kind === "other") {
    const problem = context.say("pack.otherKind", { format: fault.format });
    return refusal(context, "pack-invalid", { params: { problem } });
  }
  const { problems } = fault;
  const details = { problems: problems.length };
  return refusal(context, "pack-invalid", { params: { problem: problemsText(context, problems) }, details });
}
