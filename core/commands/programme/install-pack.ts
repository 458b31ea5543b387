import type { Refusal, SessionView } from "../../contract/index.ts";
import { canonicalJson, ok, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports, StoredPack } from "../ports.ts";
import { refusedByOffice } from "../trust/office-rule.ts";
import { viewSession } from "../session/session-view.ts";
import { applyBeside } from "./choose-beside.ts";
import { clearMisread, switchTo, whyNotNow } from "./choose-programme.ts";
import { keepPack } from "./keep-pack.ts";
import { objectionTo } from "./objection.ts";
import { problemsText } from "./problems-text.ts";
import { packId, readPack, type AnyPack, type PackFault } from "../../packs/index.ts";

type Input = { readonly json: string };

/** A pack that may be installed here. */
export type CheckedPack = {
  readonly read: AnyPack;
  readonly json: string;
  /** The same version, if it is here already. */
  readonly twin: StoredPack | undefined;
};

/**
 * Checks a pack and installs it; it takes effect at its own date. A programme that sells becomes the terminal's, any
 * other applies beside it. A version once installed never says anything else: receipts and records name it.
 */
export function installPack(ports: Ports, context: Context, input: Input): Result<SessionView, Refusal> {
  const ruled = refusedByOffice(ports, context, "packs");
  if (ruled) return ruled;
  const checked = checkPack(ports, context, input.json);
  if (!checked.ok) return checked;
  const placed = placePack(ports, context, { ...checked.value, takesDesk: true });
  return placed.ok ? ok(viewSession(ports, context)) : placed;
}

/** Whether a pack can be used, fits to what applies at this desk, and says what its version has said before. */
export function checkPack(ports: Ports, context: Context, json: string): Result<CheckedPack, Refusal> {
  const parsed = readPack(json);
  if (!parsed.ok) return invalid(context, parsed.refusal);
  const read = parsed.value;
  const { version } = read.pack.pack;
  const id = packId(read);
  const twin = ports.packs.list().find((each) => each.id === id && each.version === version);
  if (twin && !saysTheSame(twin.json, json)) {
    return refusal(context, "pack-invalid", { params: { problem: context.say("pack.sameVersion", { version }) } });
  }
  return objectionTo(context, [read]) ?? ok({ read, json, twin });
}

type Order = CheckedPack & {
  /** The pack's programme becomes the one of this desk; else it only lies ready unless it is. */
  readonly takesDesk: boolean;
};

/** Installs a pack that was checked. */
export function placePack(ports: Ports, context: Context, order: Order): Result<null, Refusal> {
  const { read, json, twin } = order;
  const { version } = read.pack.pack;
  const id = packId(read);
  const file = { read, json, isKnown: twin !== undefined };
  const placed = order.takesDesk ? placeHere(ports, context, file) : ok(layBy(ports, file));
  if (!placed.ok) return placed;
  const hash = twin?.hash ?? ports.digest(json);
  record(ports, context, { kind: "pack-installed", body: { id, version, hash, clearedItems: placed.value } });
  return ok(null);
}

function layBy(ports: Ports, file: Placed): number {
  if (!file.isKnown) keepPack(ports, file);
  return 0;
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
