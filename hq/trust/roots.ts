import {
  pinRoot,
  signedText,
  writeSigned,
  type PacksDocument,
  type RootDocument,
  type TrustDocument,
  type TrustRole,
} from "../../core/trust/index.ts";
import { isSigned, sha256, type Signer } from "../api/index.ts";
import type { Sql } from "../ledger/index.ts";
import { firstKeys, rootThreshold, type TrustKeys } from "./keys.ts";

export const trustTools = { digest: sha256, isSigned };

const yearMs = 365 * 86_400_000;
/** A root lives long: renewing it means to fetch the keys from where they lie. */
const rootLifeMs = 5 * yearMs;

export type StoredDocument = { readonly version: number; readonly content: string };

export async function newestDocument(sql: Sql, role: "root" | "packs"): Promise<StoredDocument | undefined> {
  const [found] = await sql.query<StoredDocument>(
    "SELECT version, content FROM trust_document WHERE role = $1 ORDER BY version DESC LIMIT 1",
    [role],
  );
  return found;
}

export async function rootsAfter(sql: Sql, version: number, limit: number): Promise<string[]> {
  const rows = await sql.query<StoredDocument>(
    `SELECT version, content FROM trust_document WHERE role = 'root' AND version > $1 ORDER BY version LIMIT $2`,
    [version, limit],
  );
  return rows.map(({ content }) => content);
}

export async function keepDocument(
  sql: Sql,
  document: TrustDocument,
  { content, at }: { readonly content: string; readonly at: number },
): Promise<void> {
  await sql.query("INSERT INTO trust_document (role, version, content, at) VALUES ($1, $2, $3, $4)", [
    document.role,
    document.version,
    content,
    at,
  ]);
}

/** The newest root; a ledger whose root does not read was written by somebody else. */
export async function currentRoot(sql: Sql): Promise<RootDocument | undefined> {
  const stored = await newestDocument(sql, "root");
  const read = stored && pinRoot(trustTools, stored.content);
  if (read?.ok === false) throw new Error(`the root in the ledger breaks its own rule: ${read.refusal.rule}`);
  return read?.value;
}

/** The signers whom the root lets sign for a role, as far as their keys are in reach. */
export function namedSigners(keys: TrustKeys, root: RootDocument, role: TrustRole): Signer[] {
  return keys.signers(role).filter(({ publicKey }) => root.roles[role].keys.includes(publicKey));
}

/** Undefined where too few keys of the role are in reach. */
export function signDocument(keys: TrustKeys, root: RootDocument, document: TrustDocument): string | undefined {
  const { threshold } = root.roles[document.role];
  const signers = namedSigners(keys, root, document.role).slice(0, threshold);
  return signers.length < threshold ? undefined : signBy(document, signers);
}

function signBy(document: TrustDocument, signers: readonly Signer[]): string {
  const text = signedText(document);
  return writeSigned(
    document,
    signers.map((signer) => ({ key: signer.publicKey, signature: signer.sign(text) })),
  );
}

/** The first root of a head office that has none; makes the keys where they are not there. */
export async function beginTrust(sql: Sql, keys: TrustKeys, now: number): Promise<void> {
  if (await newestDocument(sql, "root")) return;
  const made = (role: TrustRole) => firstKeys[role].map((name) => keys.make(role, name).publicKey);
  const one = (role: TrustRole) => ({ keys: made(role), threshold: 1 });
  const root: RootDocument = {
    role: "root",
    version: 1,
    issuedAt: now,
    expiresAt: now + rootLifeMs,
    roles: {
      root: { keys: made("root"), threshold: rootThreshold },
      packs: one("packs"),
      lists: one("lists"),
      timestamp: one("timestamp"),
    },
  };
  const content = signBy(root, keys.signers("root").slice(0, rootThreshold));
  await sql.transaction(async (inside) => {
    // Gateways that begin at the same time: the first one's root holds.
    await inside.query("INSERT INTO trust_lists (id, version, at) VALUES (1, 1, $1) ON CONFLICT (id) DO NOTHING", [
      now,
    ]);
    await inside.query("SELECT version FROM trust_lists WHERE id = 1 FOR UPDATE");
    if (await newestDocument(inside, "root")) return;
    await keepDocument(inside, root, { content, at: now });
    const expiresAt = now + packsLifeMs;
    const packs: PacksDocument = { role: "packs", version: 1, issuedAt: now, expiresAt, packs: [] };
    await keepDocument(inside, packs, { content: signBy(packs, keys.signers("packs").slice(0, 1)), at: now });
  });
}

/** Longer than any pause between two publications; a till without a newer one goes over to what holds without. */
export const packsLifeMs = 400 * 86_400_000;

/**
 * The next root, in which one role has a new key instead of its old ones, or a root key instead of its oldest. Signed
 * by the old root's keys and by the new one's. Undefined where too few root keys are in reach.
 */
export async function rotateKey(
  sql: Sql,
  keys: TrustKeys,
  { role, now }: { readonly role: TrustRole; readonly now: number },
): Promise<RootDocument | undefined> {
  const root = await currentRoot(sql);
  if (!root || namedSigners(keys, root, "root").length < root.roles.root.threshold) return undefined;
  const fresh = keys.make(role, `${role}-${root.version + firstKeys.root.length}`).publicKey;
  const { keys: old, threshold } = root.roles[role];
  const next = { keys: role === "root" ? [...old.slice(1), fresh] : [fresh], threshold };
  const version = root.version + 1;
  const roles = { ...root.roles, [role]: next };
  const document: RootDocument = { role: "root", version, issuedAt: now, expiresAt: now + rootLifeMs, roles };
  const signers = [root, document].flatMap((one) => namedSigners(keys, one, "root").slice(0, one.roles.root.threshold));
  const unique = [...new Map(signers.map((signer) => [signer.publicKey, signer])).values()];
  await keepDocument(sql, document, { content: signBy(document, unique), at: now });
  return document;
}
