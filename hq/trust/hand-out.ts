import { canonicalJson } from "../../core/kernel/index.ts";
import type { ListsDocument, OperatorsFile, TimestampDocument, TrustHead } from "../../core/trust/index.ts";
import { trustLimits } from "../../core/trust/index.ts";
import { Fault, sha256 } from "../api/index.ts";
import type { Sql } from "../ledger/index.ts";
import { newestCatalogue } from "./catalogue.ts";
import { keepFile } from "./files.ts";
import type { TrustKeys } from "./keys.ts";
import { operatorsAt } from "./operators.ts";
import { currentRoot, newestDocument, rootsAfter, signDocument } from "./roots.ts";

/** A till that head office knows, as far as documents are made for it. */
export type Till = { readonly terminal: string; readonly shard: string };
export type TrustHouse = { readonly sql: Sql; readonly keys: TrustKeys; readonly now: () => number };

const dayMs = 86_400_000;
/** Whoever keeps a till from newer ones is noticed after this. */
const timestampLifeMs = dayMs;
const listsLifeMs = 400 * dayMs;

/** Roots after the one that the till knows, and what is newest for it by now. */
export async function trustHead(house: TrustHouse, till: Till, root: number): Promise<TrustHead> {
  const { sql, keys } = house;
  const now = house.now();
  const current = await currentRoot(sql);
  const packs = await newestDocument(sql, "packs");
  const lists = await listsText(house, till);
  if (!current || !packs) throw notReady();
  const timestamp: TimestampDocument = {
    role: "timestamp",
    // Rises with each of the two that it names.
    version: packs.version + lists.version,
    issuedAt: now,
    expiresAt: now + timestampLifeMs,
    terminal: till.terminal,
    packs: { version: packs.version, hash: sha256(packs.content) },
    lists: { version: lists.version, hash: sha256(lists.text) },
  };
  const text = signDocument(keys, current, timestamp);
  if (text === undefined) throw notReady();
  return { roots: await rootsAfter(sql, root, trustLimits.rootsAtOnce), timestamp: text };
}

/** The lists for one till: the same text as long as nothing is changed. */
export async function listsText({ sql, keys, now }: TrustHouse, till: Till) {
  const root = await currentRoot(sql);
  const [state] = await sql.query<{ version: number; at: number }>("SELECT version, at FROM trust_lists WHERE id = 1");
  if (!root || !state) throw notReady();
  const operators = await operatorsAt(sql, till);
  const file: OperatorsFile = { format: "operators/1", operators };
  const document: ListsDocument = {
    role: "lists",
    version: state.version,
    issuedAt: state.at,
    expiresAt: state.at + listsLifeMs,
    terminal: till.terminal,
    catalogue: await newestCatalogue(sql, till.shard),
    operators: operators.length === 0 ? null : await keepFile(sql, canonicalJson(file), now()),
  };
  const text = signDocument(keys, root, document);
  if (text === undefined) throw notReady();
  return { text, version: state.version };
}

function notReady(): Fault {
  return new Fault(503, "keys-away", { message: "the keys of the timestamp and the lists are not on this box" });
}
