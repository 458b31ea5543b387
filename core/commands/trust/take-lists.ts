import type { Refusal } from "../../contract/index.ts";
import { ok, refuse, type Result } from "../../kernel/index.ts";
import {
  acceptLists,
  isFile,
  OperatorsFile,
  type Announced,
  type FileName,
  type ListsDocument,
  type TrustRefusal,
} from "../../trust/index.ts";
import { importCatalogue, previewCatalogue } from "../catalogue/import-catalogue.ts";
import { record, type Context, type Long } from "../context.ts";
import type { Ports } from "../ports.ts";
import { listsFromOffice, trustedRoot } from "./from-office.ts";
import { takeOperators } from "./take-operators.ts";
import { judgedBy } from "./take-head.ts";

export type ListsSent = { readonly announced: Announced; readonly text: string };

/** Checks the signed lists for this till; answers the files that it has not taken yet. Changes nothing. */
export function findMissingLists(
  ports: Ports,
  context: Context,
  sent: ListsSent,
): Result<Pick<ListsDocument, "catalogue" | "operators">, TrustRefusal> {
  const read = readLists(ports, context, sent);
  if (!read.ok) return read;
  const taken = listsFromOffice(ports.sync.trust());
  const fresh = (thing: "catalogue" | "operators") => {
    const file = read.value[thing];
    return file?.hash === taken?.[thing]?.hash ? null : file;
  };
  return ok({ catalogue: fresh("catalogue"), operators: fresh("operators") });
}

function readLists(ports: Ports, context: Context, sent: ListsSent): Result<ListsDocument, TrustRefusal> {
  const root = trustedRoot(ports);
  if (!root) return refuse({ role: "root", rule: "unreadable", detail: "" });
  const known = ports.sync.trust()?.lists ?? null;
  const accepted = acceptLists(ports, { ...judgedBy(ports, context), root }, { ...sent, known });
  return accepted.ok ? accepted : refuse({ ...accepted.refusal, detail: "" });
}

type SentFile = { readonly file: FileName; readonly text: string };

/**
 * Replaces catalogue and prices by head office's file, as an import at the till does: row by row in slices while
 * selling goes on, all or nothing. Lines that lie in a basket keep what they were entered with.
 */
export function* takeCatalogue(
  ports: Ports,
  context: Context,
  { file, text }: SentFile,
): Generator<unknown, Result<null, TrustRefusal>> {
  if (!isFile(ports, file, text)) return refuse({ role: "file", rule: "not-as-announced", detail: "" });
  const previewed = yield* toUnknown(previewCatalogue(ports, context, { csv: text }));
  if (!previewed.ok) return unusable(previewed.refusal.message);
  const { token, errorCount, errors } = previewed.value;
  const [first] = errors;
  if (errorCount > 0) return unusable(first ? `${first.row}: ${first.message}` : "");
  const imported = yield* toUnknown(importCatalogue(ports, context, { token }));
  return imported.ok ? ok(null) : unusable(imported.refusal.message);
}

function* toUnknown<T>(steps: Long<T>): Generator<unknown, Result<T, Refusal>> {
  return yield* steps;
}

function unusable(detail: string): Result<never, TrustRefusal> {
  return refuse({ role: "file", rule: "catalogue-unusable", detail });
}

export type ListsTaken = ListsSent & { readonly operators: SentFile | null };

/** Takes the people over and remembers the lists; the catalogue, where there was one, is in by now. */
export function takeLists(ports: Ports, context: Context, sent: ListsTaken): Result<null, TrustRefusal> {
  const read = readLists(ports, context, sent);
  const known = ports.sync.trust();
  if (!read.ok) return read;
  if (!known) return refuse({ role: "root", rule: "unreadable", detail: "" });
  if (sent.operators) {
    const people = readOperators(ports, sent.operators);
    if (!people.ok) return people;
    takeOperators(ports, context, people.value.operators);
  }
  const { announced, text } = sent;
  ports.sync.saveTrust({ ...known, lists: { ...announced, text }, refused: null });
  const body = { role: "lists", version: announced.version };
  record(ports, { ...context, operator: null }, { kind: "office-data-taken", body });
  for (const topic of ["session", "status"] as const) context.touched.add(topic);
  return ok(null);
}

function readOperators(ports: Ports, { file, text }: SentFile): Result<OperatorsFile, TrustRefusal> {
  if (!isFile(ports, file, text)) return refuse({ role: "file", rule: "not-as-announced", detail: "" });
  const people = OperatorsFile.safeParse(jsonOf(text)).data;
  return people ? ok(people) : refuse({ role: "file", rule: "operators-unusable", detail: "" });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
