import { localDateTime, locales, remembered, type LocalDate, type Result, type Text } from "../../core/kernel/index.ts";
import { readPack, type AnyPack } from "../../core/packs/index.ts";
import { reviewPack, signOffSteps, type PackReview, type ReviewContext } from "../../core/review/index.ts";
import { Fault, sha256 } from "../api/index.ts";
import type { ConsoleOutput, PackVersion } from "../console-contract/index.ts";
import { writeAudit } from "../console-store/index.ts";
import { listShards, type Sql } from "../ledger/index.ts";
import {
  canSignPacks,
  keepDraft,
  listPacks,
  listSignOffs,
  packText,
  publishPack,
  signOff,
  withdrawPack,
  type Moved,
  type PackRow,
} from "../trust/index.ts";
import { readCalendar } from "./calendars.ts";
import { changedMeanwhile, stampOf, type Handlers } from "./desk-parts.ts";
import type { Desk } from "./house.ts";

type Key = { readonly id: string; readonly version: number };

/** Programmes: drafts, what is said of them, signatures, and what tills get. */
export const packHandlers: Pick<
  Handlers,
  "listPacks" | "packDossier" | "uploadPack" | "signPack" | "publishPack" | "withdrawPack"
> = {
  listPacks: async ({ sql, keys, now }) => {
    const packs = await readVersions(sql, now());
    return { packs, canSign: await canSignPacks(sql, keys), now: now() };
  },
  packDossier: (desk, key) => dossier(desk, key),
  async uploadPack(desk, { json }) {
    const { id, version } = readOrRefuse(json).pack.pack;
    const stamp = stampOf(desk);
    const { by, now } = stamp;
    const kept = await desk.sql.transaction(async (inside) => {
      const done = await keepDraft(inside, { id, version, json, by, now });
      if (done.ok) await note(inside, stamp, { action: "pack-uploaded", id, version });
      return done;
    });
    if (!kept.ok) throw new Fault(409, kept.refusal, { message: "tills know this version, or a newer one" });
    return { id, version };
  },
  async signPack(desk, { id, version, step, note: text }) {
    const { one } = await findRow(desk, { id, version });
    const steps = await signedSteps(desk.sql, one);
    const stamp = stampOf(desk);
    const due = steps.findIndex(({ signed }) => signed === null);
    if (due !== step)
      throw new Fault(409, "other-signature-due", { message: "signatures follow the document's order" });
    await desk.sql.transaction(async (inside) => {
      const signed = { step, at: stamp.now, by: stamp.by, note: text };
      if (!(await signOff(inside, { id, version }, signed))) throw changedMeanwhile();
      const what = `${steps[step]?.do ?? ""}, ${steps[step]?.by ?? ""}: ${text}`;
      await note(inside, stamp, { action: "pack-signed-off", id, version, details: what });
    });
    return {};
  },
  async publishPack(desk, { id, version, startsOn, shards }) {
    const { pack, findings, steps, earliest, today } = await dossier(desk, { id, version });
    if (findings.some(({ severity }) => severity === "error"))
      throw new Fault(409, "pack-has-errors", { message: "lint finds errors" });
    if (steps.some(({ signed }) => signed === null))
      throw new Fault(409, "signatures-missing", { message: "not everybody has signed" });
    const first = [pack.effectiveFrom, earliest?.date ?? today, today].toSorted().at(-1) ?? today;
    if (startsOn < first) throw tooEarly(first);
    const order = { id, version, startsOn, shards };
    await change(desk, (inside, said) => publishPack(inside, desk.keys, { ...order, ...said }), {
      action: "pack-published",
      id,
      version,
      details: [startsOn, ...shards].join(", "),
    });
    return {};
  },
  async withdrawPack(desk, { id, version, reason }) {
    const { today } = await findRow(desk, { id, version });
    const order = { id, version, reason, today };
    await change(desk, (inside, said) => withdrawPack(inside, desk.keys, { ...order, ...said }), {
      action: "pack-withdrawn",
      id,
      version,
      details: reason,
    });
    return {};
  },
};

function tooEarly(first: LocalDate): Fault {
  const day = first.split("-").toReversed().join(".");
  return new Fault(409, "too-early", { message: "the document's notices", detail: { ru: day, be: day, en: day } });
}

type Note = Key & { readonly action: string; readonly details?: string };
type Stamp = ReturnType<typeof stampOf>;

/** One change with its audit row; its lines are told to whoever waits. Nothing of it stays where it is refused. */
async function change(
  desk: Desk,
  work: (inside: Sql, said: Pick<Stamp, "by" | "now">) => Promise<Result<Moved, string>>,
  about: Note,
): Promise<void> {
  const stamp = stampOf(desk);
  const moved = await desk.sql.transaction(async (inside) => {
    const done = await work(inside, { by: stamp.by, now: stamp.now });
    if (!done.ok) throw new Fault(409, done.refusal, { message: "nothing was changed" });
    await note(inside, stamp, about);
    return done.value;
  });
  for (const { shard, pos } of moved) desk.moved(shard, pos);
}

async function note(sql: Sql, stamp: Stamp, { id, version, action, details = "" }: Note): Promise<void> {
  const { id: row, now: at, by: who } = stamp;
  await writeAudit(sql, { id: row, at, who, action, subject: `${id}, ${version}`, details });
}

function readOrRefuse(json: string): AnyPack {
  const read = readPack(json);
  if (read.ok) return read.value;
  const fault = read.refusal;
  const problems = fault.kind === "other" ? [] : fault.problems.slice(0, problemsShown);
  const said = (locale: keyof Text) =>
    fault.kind === "other" ? fault.format : problems.map(({ place, text }) => `${place}: ${text[locale]}`).join("; ");
  const [ru, be, en] = locales.map(said);
  throw new Fault(409, "pack-unusable", { message: "the pack does not read", detail: { ru, be, en } });
}

const problemsShown = 5;

export type ReadRow = { readonly row: PackRow; readonly read: AnyPack; readonly json: string };

export async function readRows(sql: Sql): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for (const row of await listPacks(sql)) {
    const json = (await packText(sql, row)) ?? "";
    const read = readPack(json);
    if (read.ok) rows.push({ row, json, read: read.value });
  }
  return rows;
}

const todayIn = ({ pack }: AnyPack, now: number): LocalDate => localDateTime(now, pack.pack.timeZone).slice(0, 10);

/** The published version of a programme whose day came last. */
export function holding(rows: readonly ReadRow[], id: string, now: number): ReadRow | undefined {
  const begun = rows.filter(({ row, read }) => {
    return row.id === id && row.state === "published" && (row.startsOn ?? "") <= todayIn(read, now);
  });
  return begun.toSorted((a, b) => b.row.version - a.row.version)[0];
}

async function readVersions(sql: Sql, now: number): Promise<PackVersion[]> {
  const rows = await readRows(sql);
  return rows.map((one) => versionOf(one, holding(rows, one.row.id, now)));
}

function versionOf({ row, read }: ReadRow, now: ReadRow | undefined): PackVersion {
  const { hash: _, length: __, shards, ...shown } = row;
  const { title, effective } = read.pack.pack;
  return {
    ...shown,
    shards: [...shards],
    title,
    effectiveFrom: effective.from,
    holds: now?.row.version === row.version,
  };
}

type Found = {
  readonly one: ReadRow;
  /** The version that holds today, if any does. */
  readonly inForce: ReadRow | undefined;
  readonly today: LocalDate;
};

async function findRow({ sql, now }: Desk, { id, version }: Key): Promise<Found> {
  const rows = await readRows(sql);
  const one = rows.find(({ row }) => row.id === id && row.version === version);
  if (!one) throw changedMeanwhile();
  return { one, inForce: holding(rows, id, now()), today: todayIn(one.read, now()) };
}

async function signedSteps(sql: Sql, { row, read }: ReadRow): Promise<ConsoleOutput<"packDossier">["steps"]> {
  const signed = new Map((await listSignOffs(sql, row)).map(({ step, ...rest }) => [step, rest]));
  return signOffSteps(read).map((step, at) => ({ ...step, signed: signed.get(at) ?? null }));
}

async function dossier(desk: Desk, key: Key): Promise<ConsoleOutput<"packDossier">> {
  const { one, inForce, today } = await findRow(desk, key);
  const previous = inForce && inForce.row.version < key.version ? inForce.json : undefined;
  const { findings, changes, earliest } = reviewOf(desk, one, { previous, today });
  return {
    pack: versionOf(one, inForce),
    findings: findings.map((found) => ({ ...found })),
    changes: changes && { ru: [...changes.ru], be: [...changes.be], en: [...changes.en] },
    steps: await signedSteps(desk.sql, one),
    earliest,
    today,
    shards: await listShards(desk.sql),
  };
}

const reviewsKept = 40;

/** A review prices thousands of receipts: the same one is made once. */
function reviewOf({ reviews }: Desk, one: ReadRow, against: Pick<ReviewContext, "previous" | "today">): PackReview {
  const key = [one.row.hash, sha256(against.previous ?? ""), against.today].join(" ");
  const oldest = reviews.keys().next().value;
  if (reviews.size >= reviewsKept && oldest !== undefined) reviews.delete(oldest);
  return remembered(reviews, key, () => {
    const calendar = one.read.kind === "selling" ? readCalendar(one.read.pack.pack.calendar) : undefined;
    return reviewPack(one.json, { calendar, ...against });
  });
}
