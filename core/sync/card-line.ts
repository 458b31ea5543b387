import { canonicalJson, z } from "../kernel/index.ts";
import { type FeedLine, lineVersion } from "./protocol.ts";

/** Body of a `card-changed` line: what head office has made of a card. */
export const CardLine = z.object({
  number: z.string().min(1).max(64),
  programme: z.string(),
  status: z.string(),
  since: z.int().min(0),
  /** Counts what head office has decided of the card. */
  epoch: z.int().min(1),
  reason: z.string().nullish(),
  /** Id of the fact that this answers; its till then knows that head office has it. */
  fact: z.string().nullish(),
});
export type CardLine = z.infer<typeof CardLine>;

/** Body of a `disputed` line: a fact that stands, but whose effect head office has not taken over. */
export const DisputedLine = z.object({
  terminal: z.string(),
  generation: z.string(),
  seq: z.int().min(1),
  reason: z.string(),
  number: z.string().optional(),
  /** Id of the fact: at that place a copy of the till may have written another. */
  fact: z.string().optional(),
});

export type DisputedLine = z.infer<typeof DisputedLine>;

/**
 * What a till knows of head office's view of a card. `settled`: own facts up to this seq are contained in it ·
 * `previous`: what the card was before.
 */
export type OfficeCard = CardLine & { readonly settled: number; readonly previous?: string | null };

/** The newest change of a card that this till made itself. */
export type OwnMove = { readonly id: string; readonly seq: number; readonly to: string; readonly at: number };

export type KnownCard = {
  readonly office: OfficeCard | undefined;
  readonly local: string | undefined;
  readonly own: OwnMove | undefined;
};

export type TakenLine = { readonly office: OfficeCard; readonly apply: boolean };

/** The stronger stop has the higher number. */
function strength(status: string | undefined): number {
  return status === "withdrawn" ? 2 : status === "blocked" ? 1 : 0;
}

/**
 * What a line about a card does here; undefined for one that says nothing new. A stop holds at once. What this till did
 * itself stays until head office has answered it, by a line or by a dispute: so an older line never undoes a block.
 */
export function takeCardLine(line: CardLine, { office, local, own }: KnownCard): TakenLine | undefined {
  const before = office?.settled ?? 0;
  const settled = own !== undefined && answers(line, own) ? Math.max(before, own.seq) : before;
  const isNewer = !office || line.epoch > office.epoch;
  if (!isNewer && settled === before) return undefined;
  return takeOver(isNewer ? { ...line, settled } : { ...office, settled }, { local, own });
}

/** A head office of an earlier version does not name the fact; what it made of the card then shows it. */
function answers({ fact, status, since }: CardLine, own: OwnMove): boolean {
  return typeof fact === "string" ? fact === own.id : status === own.to && since === own.at;
}

/**
 * What a card of a snapshot does here, as a line would: it was read together with the answer to this till's own facts
 * up to `answered`. Undefined where a line has told something newer.
 */
export function takeListedCard(listed: CardLine, known: KnownCard, answered: number): TakenLine | undefined {
  if (known.office && listed.epoch < known.office.epoch) return undefined;
  return takeOver({ ...listed, settled: Math.max(answered, known.office?.settled ?? 0) }, known);
}

function takeOver(office: OfficeCard, { local, own }: Pick<KnownCard, "local" | "own">): TakenLine {
  const ahead = own !== undefined && own.to === local && own.seq > office.settled;
  return { office, apply: !ahead || strength(office.status) > strength(local) };
}

/** Head office has not taken an own fact over: its view of the card holds, unless a newer own change is on its way. */
export function takeDispute(seq: number, { office, own }: KnownCard): TakenLine | undefined {
  if (!office) return undefined;
  const settled = Math.max(office.settled, seq);
  return { office: { ...office, settled }, apply: own === undefined || own.seq <= settled };
}

/**
 * The lines of a page that this till may take: those directly behind its cursor, up to the first that it cannot read.
 * `gap`: the page does not follow the cursor.
 */
export function readable(lines: readonly FeedLine[], cursor: number) {
  const isGapless = lines.every(({ pos }, index) => pos === cursor + 1 + index);
  const newer = lines.findIndex(({ v }) => v > lineVersion);
  const taken = !isGapless ? [] : newer < 0 ? lines : lines.slice(0, newer);
  return { taken, gap: !isGapless, upgrade: isGapless && newer >= 0 };
}

/** A kept line as one text. */
export function lineText(line: FeedLine): string {
  return canonicalJson(line);
}
