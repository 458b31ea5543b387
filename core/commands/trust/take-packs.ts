import type { Refusal } from "../../contract/index.ts";
import { ok, refuse, type Result } from "../../kernel/index.ts";
import { acceptPacks, isFile, type Announced, type PackEntry, type TrustRefusal } from "../../trust/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { checkPack, placePack, type CheckedPack } from "../programme/install-pack.ts";
import { readDeskAnew } from "../programme/desk-packs.ts";
import { entriesFor, trustedRoot } from "./from-office.ts";
import { judgedBy } from "./take-head.ts";

export type PacksSent = {
  readonly announced: Announced;
  readonly text: string;
  /** Files by their hash; those that the till has already need not be there. */
  readonly files: ReadonlyMap<string, string>;
};

/** Checks the signed list of packs; answers the hashes of files that the till has not. Changes nothing. */
export function findMissingPacks(
  ports: Ports,
  context: Context,
  sent: Omit<PacksSent, "files">,
): Result<string[], TrustRefusal> {
  const entries = readEntries(ports, context, sent);
  if (!entries.ok) return entries;
  return ok(entries.value.filter((entry) => !hasPack(ports, entry)).map(({ hash }) => hash));
}

/**
 * Installs every pack of a signed list that is not installed yet, each by the way of a local import, and lets exactly
 * the versions of the list hold: all or nothing. A pack takes effect at its day; what was begun goes on as it was.
 */
export function takePacks(ports: Ports, context: Context, sent: PacksSent): Result<null, TrustRefusal> {
  const entries = readEntries(ports, context, sent);
  if (!entries.ok) return entries;
  const checked: CheckedPack[] = [];
  for (const entry of entries.value.filter((each) => !hasPack(ports, each))) {
    const pack = checkSent(ports, context, { entry, text: sent.files.get(entry.hash) ?? "" });
    if (!pack.ok) return pack;
    checked.push(pack.value);
  }
  const known = ports.sync.trust();
  if (!known) return refuse({ role: "root", rule: "unreadable", detail: "" });
  const { announced, text } = sent;
  ports.sync.saveTrust({ ...known, packs: { ...announced, text }, refused: null });
  const asOffice = { ...context, operator: null };
  for (const pack of checked) placePack(ports, asOffice, { ...pack, takesDesk: false });
  readDeskAnew(context);
  const body = { role: "packs", version: announced.version, count: entries.value.length };
  record(ports, asOffice, { kind: "office-data-taken", body });
  return ok(null);
}

function readEntries(
  ports: Ports,
  context: Context,
  { announced, text }: Omit<PacksSent, "files">,
): Result<readonly PackEntry[], TrustRefusal> {
  const root = trustedRoot(ports);
  if (!root) return refuse({ role: "root", rule: "unreadable", detail: "" });
  const known = ports.sync.trust()?.packs ?? null;
  const accepted = acceptPacks(ports, { ...judgedBy(ports, context), root }, { announced, text, known });
  if (!accepted.ok) return refuse({ ...accepted.refusal, detail: "" });
  return ok(entriesFor({ text }, ports.sync.identity()?.shard ?? ""));
}

const hasPack = (ports: Ports, { id, version, hash }: PackEntry): boolean =>
  ports.packs.list().some((each) => each.id === id && each.version === version && each.hash === hash);

function checkSent(
  ports: Ports,
  context: Context,
  { entry, text }: { readonly entry: PackEntry; readonly text: string },
): Result<CheckedPack, TrustRefusal> {
  if (!isFile(ports, entry, text)) return refuse({ role: "file", rule: "not-as-announced", detail: entry.id });
  const checked: Result<CheckedPack, Refusal> = checkPack(ports, context, text);
  if (!checked.ok) {
    const detail = `${entry.id}, ${entry.version}: ${checked.refusal.message}`;
    return refuse({ role: "file", rule: "pack-unusable", detail });
  }
  const { id, version, effective } = checked.value.read.pack.pack;
  const isIt = id === entry.id && version === entry.version && effective.from <= entry.from;
  return isIt ? checked : refuse({ role: "file", rule: "not-as-announced", detail: entry.id });
}
