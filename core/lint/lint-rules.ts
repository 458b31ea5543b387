import { canonicalJson } from "../kernel/index.ts";
import { namesIn, type Condition } from "../offer/index.ts";
import type { Group, Offer, Pack } from "../programme/index.ts";
import { finding, listed, type Finding } from "./finding.ts";
import { daysOf, witnessOf } from "./witness.ts";

/** Rules that no receipt can ever meet: out of term, contradictory, excluded, dominated or never found to apply. */
export function lintRules(pack: Pack): Finding[] {
  return pack.offers.flatMap((offer) => lintRule(pack, offer));
}

function lintRule(pack: Pack, offer: Offer): Finding[] {
  const about = { rule: offer.id, clause: offer.clause };
  if (daysOf(pack, [offer]).length === 0) {
    const [from, to] = [offer.from ?? pack.pack.effective.from, offer.to ?? "…"];
    return [finding("empty-window", about, { figures: { from: { date: from }, to: dated(to) } })];
  }
  const { applied, displaced, contradictory, onlyExcluded, tried, refused } = witnessOf(pack, offer);
  if (applied) return [];
  const facts = [offer.lines, ...(offer.when ?? [])].flatMap((one) => (one ? namesOf(one) : []));
  if (contradictory) {
    return [finding("contradiction", about, { figures: { facts: listed([...new Set(facts)]) } })];
  }
  if (onlyExcluded) return [finding("only-excluded", about)];
  const master = displaced && pack.offers.find(({ id }) => id === displaced.by);
  if (master && inSameBest(pack.stacking, offer.id, master.id) && dominates(pack, master, offer)) {
    const figures = { by: master.id, byClause: master.clause };
    return [finding("dominated", about, { figures, example: displaced.input })];
  }
  const why = displaced ? `«${displaced.by}»` : (refused ?? "—");
  return [finding("never-applied", about, { figures: { tried: { count: tried }, why }, example: displaced?.input })];
}

const dated = (text: string) => (text === "…" ? text : { date: text });

function namesOf(condition: Condition): string[] {
  const { facts, bases } = namesIn(condition);
  return [...facts, ...bases];
}

/** Whether one rule holds wherever the other does, for at least as long, and gives at least as high a percentage. */
function dominates({ pack: { effective } }: Pack, master: Offer, offer: Offer): boolean {
  const held = [offer.lines, ...(offer.when ?? [])].filter((one) => one !== undefined);
  const asks = [master.lines, ...(master.when ?? [])].filter((one) => one !== undefined);
  const isPlain = ({ order, limit, give: { units, capMinor } }: Offer) => !order && !limit && !units && !capMinor;
  return (
    asks.every((one) => held.some((other) => askedBy(other) === askedBy(one) || isWithin(other, one))) &&
    (master.from ?? "") <= later(offer.from ?? "", effective.from) &&
    (master.to ?? "9999") >= (offer.to ?? effective.to ?? "9999") &&
    [master, offer].every(isPlain) &&
    offer.give.percentBp !== undefined &&
    (master.give.percentBp ?? -1) >= offer.give.percentBp
  );
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Whether the figures that one question admits are among those of another: from 50 lies within from 15. */
function isWithin(inner: Condition, outer: Condition): boolean {
  const [small, large] = [inner, outer].map(stretchOf);
  if (!small || !large || small.subject !== large.subject) return false;
  return large.from <= small.from && small.to <= large.to;
}

/** The whole figures that a question about one figure admits, both ends included. */
export function stretchOf({ fact, base, is, above, atLeast, below, atMost, in: among, has }: Condition) {
  const subject = fact ?? base;
  const given = [is, above, atLeast, below, atMost, among, has].filter((one) => one !== undefined);
  if (subject === undefined || given.length === 0 || !given.every((one) => typeof one === "number")) return null;
  const number = (one: unknown, other: number) => (typeof one === "number" ? one : other);
  const from = Math.max(number(is, -Infinity), number(above, -Infinity) + 1, number(atLeast, -Infinity));
  const to = Math.min(number(is, Infinity), number(below, Infinity) - 1, number(atMost, Infinity));
  return { subject, from, to };
}

/** What a condition asks, without what it says when the answer is no. */
export function askedBy(condition: Condition | undefined): string {
  return condition === undefined ? "" : canonicalJson(silent(condition));
}

function silent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(silent);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "else")
      .map(([key, entry]: [string, unknown]) => [key, silent(entry)]),
  );
}

function inSameBest(group: Group, a: string, b: string): boolean {
  if (group.mode === "best" && group.members.includes(a) && group.members.includes(b)) return true;
  return group.members.some((member) => typeof member !== "string" && inSameBest(member, a, b));
}
