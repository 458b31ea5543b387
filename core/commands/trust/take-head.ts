import { ok, type Result } from "../../kernel/index.ts";
import {
  acceptRoot,
  acceptTimestamp,
  isTaken,
  pinRoot,
  type Judged,
  type KnownTrust,
  type PackEntry,
  type TrustFault,
  type TrustHead,
  type TimestampDocument,
} from "../../trust/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { packsFromOffice } from "./from-office.ts";

/** What a step came to: what is still to be fetched, or why nothing was taken. */
export type HeadTaken =
  | { readonly kind: "refused"; readonly fault: TrustFault }
  | {
      readonly kind: "taken";
      readonly timestamp: TimestampDocument;
      readonly wantsPacks: boolean;
      readonly wantsLists: boolean;
    };

/**
 * Follows head office's roots and takes its timestamp. A root that holds is kept even where what follows is refused:
 * who may sign has changed all the same.
 */
export function takeHead(ports: Ports, context: Context, head: TrustHead): Result<HeadTaken, never> {
  const known = ports.sync.trust();
  const followed = known && followRoots(ports, known, head.roots);
  if (!followed) return ok({ kind: "refused", fault: { role: "root", rule: "unreadable" } });
  if (!followed.ok) return ok({ kind: "refused", fault: followed.refusal });
  const trust = { ...known, root: followed.value.text };
  if (trust.root !== known.root) ports.sync.saveTrust(trust);
  const judged = { ...judgedBy(ports, context), root: followed.value.root };
  const taken = acceptTimestamp(ports, judged, { text: head.timestamp, known: known.timestamp });
  if (!taken.ok) return ok({ kind: "refused", fault: taken.refusal });
  const { version, expiresAt, packs, lists } = taken.value;
  const wantsPacks = !isTaken(known.packs, packs) || packsFromOffice(ports).some((entry) => !isHere(ports, entry));
  const wantsLists = !isTaken(known.lists, lists);
  const refused = wantsPacks || wantsLists ? known.refused : null;
  ports.sync.saveTrust({ ...trust, timestamp: { version, expiresAt }, refused });
  if (refused !== known.refused) {
    const body = { role: "timestamp", version };
    record(ports, { ...context, operator: null }, { kind: "office-data-taken", body });
    context.touched.add("status");
  }
  return ok({ kind: "taken", timestamp: taken.value, wantsPacks, wantsLists });
}

const isHere = (ports: Ports, { id, version }: PackEntry): boolean =>
  ports.packs.list().some((each) => each.id === id && each.version === version);

/** Whom documents are judged for, and when. */
export function judgedBy(ports: Ports, { now }: Context): Omit<Judged, "root"> {
  return { terminal: ports.sync.identity()?.terminal ?? "", now };
}

function followRoots(ports: Ports, known: KnownTrust, newer: readonly string[]) {
  let trusted = pinRoot(ports, known.root);
  let text = known.root;
  for (const next of newer) {
    if (!trusted.ok) return trusted;
    trusted = acceptRoot(ports, trusted.value, next);
    text = next;
  }
  return trusted.ok ? ok({ root: trusted.value, text }) : trusted;
}

/** Remembers why nothing was taken; a fact where it is not the same as before. The old state stays. */
export function refuseTrust(
  ports: Ports,
  context: Context,
  fault: Omit<NonNullable<KnownTrust["refused"]>, "at">,
): Result<null, never> {
  const known = ports.sync.trust();
  if (!known) return ok(null);
  const { refused } = known;
  const isNew = refused?.role !== fault.role || refused.rule !== fault.rule || refused.detail !== fault.detail;
  if (!isNew) return ok(null);
  ports.sync.saveTrust({ ...known, refused: { ...fault, at: context.now } });
  const { role, rule, detail } = fault;
  record(ports, { ...context, operator: null }, { kind: "office-data-refused", body: { role, rule, detail } });
  context.touched.add("status");
  return ok(null);
}
