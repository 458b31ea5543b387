import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import type { PackEntry, PacksDocument } from "../../core/trust/index.ts";
import type { Sql } from "../ledger/index.ts";
import { keepFile, readFile } from "./files.ts";
import type { TrustKeys } from "./keys.ts";
import { currentRoot, keepDocument, newestDocument, namedSigners, packsLifeMs, signDocument } from "./roots.ts";
import { tellTills, type Moved } from "./tell-tills.ts";

/** `draft`: only head office knows it · `published`: tills have it, it holds from its day on · `withdrawn`. */
export const packStates = ["draft", "published", "withdrawn"] as const;

export type PackRow = {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly length: number;
  readonly state: (typeof packStates)[number];
  /** Day from which it holds at the tills; null for a draft. */
  readonly startsOn: string | null;
  /** Parts of the trade; none: all. */
  readonly shards: readonly string[];
  readonly madeAt: number;
  readonly madeBy: string;
  readonly decidedAt: number | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
};

/** Every version, the newest first. */
export async function listPacks(sql: Sql): Promise<PackRow[]> {
  const rows = await sql.query<Omit<PackRow, "shards"> & { readonly shards: string }>(
    `SELECT pack_id AS id, version, hash, length, state, starts_on AS "startsOn", shards, made_at AS "madeAt",
       made_by AS "madeBy", decided_at AS "decidedAt", decided_by AS "decidedBy", reason
     FROM pack ORDER BY pack_id, version DESC`,
  );
  return rows.map(({ shards, ...row }) => ({ ...row, shards: shards === "" ? [] : shards.split("\n") }));
}

export const packText = (sql: Sql, { hash }: Pick<PackRow, "hash">): Promise<string | undefined> => readFile(sql, hash);

type Said = { readonly by: string; readonly now: number };
export type NewDraft = Said & { readonly id: string; readonly version: number; readonly json: string };

/**
 * Keeps a pack as a draft, in place of a draft of the same version; sign-offs under another text are void.
 * `version-taken`: tills know another text by this number · `version-older`: tills have a newer one.
 */
export async function keepDraft(
  sql: Sql,
  { id, version, json, by, now }: NewDraft,
): Promise<Result<null, "version-taken" | "version-older">> {
  const rows = (await listPacks(sql)).filter((each) => each.id === id);
  if (rows.some((each) => each.version === version && each.state !== "draft")) return refuse("version-taken");
  if (rows.some((each) => each.version > version && each.state !== "draft")) return refuse("version-older");
  const { hash, length } = await keepFile(sql, json, now);
  if (rows.some((each) => each.version === version && each.hash === hash)) return ok(null);
  await sql.query("DELETE FROM pack_sign_off WHERE pack_id = $1 AND version = $2", [id, version]);
  await sql.query(
    `INSERT INTO pack (pack_id, version, hash, length, state, made_at, made_by) VALUES ($1, $2, $3, $4, 'draft', $5, $6)
     ON CONFLICT (pack_id, version) DO UPDATE SET hash = $3, length = $4, made_at = $5, made_by = $6`,
    [id, version, hash, length, now, by],
  );
  return ok(null);
}

export type Publication = Said & {
  readonly id: string;
  readonly version: number;
  readonly startsOn: string;
  readonly shards: readonly string[];
};

/**
 * Why nothing was published. `keys-away`: the packs' key is not in reach · `not-draft`: it is no draft any more ·
 * `scheduled-later`: a version before it begins on a later day and would take its place again.
 */
export type PublicationRefusal = "keys-away" | "not-draft" | "version-older" | "scheduled-later";

/** Hands a draft out to the tills, to hold from its day on. Inside the caller's transaction. */
export async function publishPack(
  sql: Sql,
  keys: TrustKeys,
  order: Publication,
): Promise<Result<Moved, PublicationRefusal>> {
  const { id, version, startsOn, shards, by, now } = order;
  const others = (await listPacks(sql)).filter((each) => each.id === id && each.state === "published");
  if (others.some((each) => each.version > version)) return refuse("version-older");
  if (others.some((each) => (each.startsOn ?? "") > startsOn)) return refuse("scheduled-later");
  const done = await sql.query(
    `UPDATE pack SET state = 'published', starts_on = $3, shards = $4, decided_at = $5, decided_by = $6, reason = NULL
     WHERE pack_id = $1 AND version = $2 AND state = 'draft' RETURNING pack_id`,
    [id, version, startsOn, shards.join("\n"), now, by],
  );
  return done.length === 0 ? refuse("not-draft") : issuePacks(sql, keys, now);
}

export type Withdrawal = Said & {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  /** Today where the programme is. */
  readonly today: string;
};

/**
 * Takes a version back before its day. What holds already is replaced by a newer version: tills never go back to an
 * older one.
 */
export async function withdrawPack(
  sql: Sql,
  keys: TrustKeys,
  { id, version, reason, today, by, now }: Withdrawal,
): Promise<Result<Moved, "keys-away" | "has-begun">> {
  const done = await sql.query(
    `UPDATE pack SET state = 'withdrawn', decided_at = $4, decided_by = $5, reason = $6
     WHERE pack_id = $1 AND version = $2 AND (state = 'draft' OR (state = 'published' AND starts_on > $3))
     RETURNING pack_id`,
    [id, version, today, now, by, reason],
  );
  return done.length === 0 ? refuse("has-begun") : issuePacks(sql, keys, now);
}

/** The next version of the packs' document, signed, and the line that tells of it. */
export async function issuePacks(sql: Sql, keys: TrustKeys, now: number): Promise<Result<Moved, "keys-away">> {
  const [root, before] = [await currentRoot(sql), await newestDocument(sql, "packs")];
  if (!root || !before) return refuse("keys-away");
  const rows = (await listPacks(sql)).filter(({ state }) => state === "published");
  const packs = rows.map(({ id, version, hash, length, startsOn, shards }): PackEntry => {
    return { id, version, hash, length, from: startsOn ?? "", shards: [...shards] };
  });
  const version = before.version + 1;
  const document: PacksDocument = { role: "packs", version, issuedAt: now, expiresAt: now + packsLifeMs, packs };
  const content = signDocument(keys, root, document);
  if (content === undefined) return refuse("keys-away");
  await keepDocument(sql, document, { content, at: now });
  return ok(await tellTills(sql, { role: "packs", version, now }));
}

/** Whether the packs' key is in reach: else nothing can be published at this moment. */
export async function canSignPacks(sql: Sql, keys: TrustKeys): Promise<boolean> {
  const root = await currentRoot(sql);
  return root !== undefined && namedSigners(keys, root, "packs").length >= root.roles.packs.threshold;
}
