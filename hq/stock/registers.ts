import { ok, refuse } from "../../core/kernel/index.ts";
import type { StockOrganisation, StockPerson, StockPlace, StockTill } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { lateCopy, nothing, type Book, type Entered, type Nothing } from "./book.ts";

type Place = { readonly sql: Sql; readonly id: string };
type Saved = Entered<{ readonly version: number }>;

export async function listPlaces({ sql, id }: Place): Promise<StockPlace[]> {
  return sql.query<StockPlace>(
    "SELECT id, name, kind, head, version FROM stock_place WHERE programme = $1 ORDER BY kind DESC, name, id",
    [id],
  );
}

export async function listPersons({ sql, id }: Place): Promise<StockPerson[]> {
  return sql.query<StockPerson>(
    `SELECT id, place, name, order_no AS "order", from_day AS "from", until_day AS until, version
     FROM stock_person WHERE programme = $1 ORDER BY name, id`,
    [id],
  );
}

export async function listTills({ sql, id }: Place): Promise<StockTill[]> {
  return sql.query<StockTill>(
    `SELECT t.terminal_id AS terminal, t.name, s.place FROM terminal t
     LEFT JOIN stock_till s ON s.programme = $1 AND s.terminal_id = t.terminal_id
     WHERE t.revoked_at IS NULL OR s.place IS NOT NULL ORDER BY t.name, t.terminal_id LIMIT 1000`,
    [id],
  );
}

/** By any part of the name, in the order of names. `after`: the last one of the page before, as `name` and `id`. */
export async function findOrganisations(
  { sql, id }: Place,
  { text, after, limit }: Find,
): Promise<StockOrganisation[]> {
  const [name = "", organisation = ""] = after.split("\n");
  const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql.query<StockOrganisation>(
    `SELECT id, name, resident, version FROM stock_organisation
     WHERE programme = $1 AND (name, id) > ($2, $3) AND lower(name) LIKE $4 ORDER BY name, id LIMIT $5`,
    [id, name, organisation, like, limit],
  );
}
type Find = { readonly text: string; readonly after: string; readonly limit: number };

export async function findOrganisation(
  { sql, id }: Place,
  organisation: string,
): Promise<StockOrganisation | undefined> {
  const [found] = await sql.query<StockOrganisation>(
    "SELECT id, name, resident, version FROM stock_organisation WHERE programme = $1 AND id = $2",
    [id, organisation],
  );
  return found;
}

export function savePlace(book: Book, { id, name, kind, head, version }: StockPlace): Promise<Saved> {
  return saveRow(book, { table: "stock_place", id, version, row: { name, kind, head } });
}

export function savePerson(book: Book, { id, place, name, order, from, until, version }: StockPerson): Promise<Saved> {
  const row = { place, name, order_no: order, from_day: from, until_day: until };
  return saveRow(book, { table: "stock_person", id, version, row });
}

export function saveOrganisation(book: Book, { id, name, resident, version }: StockOrganisation): Promise<Saved> {
  return saveRow(book, { table: "stock_organisation", id, version, row: { name, resident } });
}

/** Where a till stands; what it sold before that was known is looked at again. */
export async function placeTill(
  { sql, id }: Book,
  { terminal, place }: Pick<StockTill, "terminal" | "place">,
): Promise<Entered<Nothing>> {
  await sql.query("DELETE FROM stock_till WHERE programme = $1 AND terminal_id = $2", [id, terminal]);
  if (place === null) return ok(nothing);
  await sql.query("INSERT INTO stock_till (programme, terminal_id, place) VALUES ($1, $2, $3)", [id, terminal, place]);
  const again = await sql.query<{ id: string }>(
    `DELETE FROM stock_difference WHERE programme = $1 AND terminal_id = $2 AND kind = 'till-without-place'
       AND settled_at IS NULL RETURNING id`,
    [id, terminal],
  );
  await sql.query("UPDATE stock_use SET taken = false WHERE programme = $1 AND id = ANY($2::text[])", [
    id,
    again.map((line) => line.id),
  ]);
  return ok(nothing);
}

type Row = {
  readonly table: "stock_place" | "stock_person" | "stock_organisation";
  readonly id: string;
  /** What the clerk saw; 0: a new one. */
  readonly version: number;
  readonly row: Readonly<Record<string, string | boolean | null>>;
};

/** One row, new or of the version that the clerk saw. The same new row sent twice is saved once. */
async function saveRow({ sql, id: programme }: Book, { table, id, version, row }: Row): Promise<Saved> {
  const names = Object.keys(row);
  const values = [programme, id, version + 1, ...Object.values(row)];
  const [known] = await sql.query<{ version: number }>(
    `SELECT version FROM ${table} WHERE programme = $1 AND id = $2`,
    [programme, id],
  );
  if (version === 0 && known) return known.version === 1 ? ok({ version: 1 }) : lateCopy();
  if ((known?.version ?? 0) !== version) return lateCopy();
  const sets = names.map((name, at) => `${name} = $${at + 4}`);
  await sql.query(
    `INSERT INTO ${table} (programme, id, version, ${names.join(", ")})
     VALUES (${values.map((_, at) => `$${at + 1}`).join(", ")})
     ON CONFLICT (programme, id) DO UPDATE SET version = $3, ${sets.join(", ")}`,
    values,
  );
  return ok({ version: version + 1 });
}

/** The person, if an order names it on that day. */
export async function appointed(book: Book, person: string, on: string): Promise<Entered<StockPerson>> {
  const found = (await listPersons(book)).find(({ id }) => id === person);
  if (!found) return lateCopy();
  const isNamed = found.from <= on && (found.until === null || on <= found.until);
  return isNamed ? ok(found) : refuse({ kind: "not-appointed", holder: `person:${person}`, day: on });
}
