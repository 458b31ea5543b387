import * as z from "zod";
import {
  adjustStatus,
  balanceOf,
  blockCard,
  cancel,
  conflictsOf,
  figuresOf,
  invitationsFor,
  issueCard,
  membersByYear,
  mergeLogs,
  redeem,
  statusOn,
  type EntitlementPack,
  type Entry,
  type Log,
  type Member,
  type Redemption,
  type View,
} from "../../core/entitlement/index.ts";
import { dateOf, localDateTime, present } from "../../core/kernel/index.ts";
import { Day, Moment, step, type Step } from "./programme-step.ts";

export const EntitlementGiven = z.strictObject({
  member: z
    .strictObject({
      joined: Day,
      history: z.array(z.strictObject({ joined: Day, left: Day })).default([]),
      ended: Day.nullable().default(null),
      arrears: z.boolean().default(false),
    })
    .optional(),
});

/** Head office, the desks that are connected to it, and those that are not, each with what it knows. */
export class EntitlementWorld {
  readonly pack: EntitlementPack;
  readonly #member: Member | undefined;
  #shared: Log = [];
  readonly #offline = new Map<string, Log>();
  #refs = 0;

  constructor(pack: EntitlementPack, member: Member | undefined) {
    this.pack = pack;
    this.#member = member;
  }

  view(terminal?: string): View {
    const log = (terminal === undefined ? undefined : this.#offline.get(terminal)) ?? this.#shared;
    return { pack: this.pack, member: present(this.#member, "given.member"), log };
  }

  connected(terminal: string): boolean {
    return !this.#offline.has(terminal);
  }

  record(entry: Entry | null, terminal?: string): void {
    if (!entry) return;
    const own = terminal === undefined ? undefined : this.#offline.get(terminal);
    if (own && terminal !== undefined) this.#offline.set(terminal, [...own, entry]);
    else this.#shared = [...this.#shared, entry];
  }

  disconnect(terminal: string): void {
    if (this.connected(terminal)) this.#offline.set(terminal, this.#shared);
  }

  reconnect(terminal: string) {
    const own = this.#offline.get(terminal) ?? [];
    const conflicts = conflictsOf(this.view(), own);
    this.#shared = mergeLogs(this.#shared, own);
    this.#offline.delete(terminal);
    return conflicts;
  }

  /** Where an operation is known: head office, else the desk that took it. */
  holderOf(ref: string): string | undefined {
    const knows = (log: Log) => log.some((entry) => entry.kind === "redeemed" && entry.ref === ref);
    if (knows(this.#shared)) return undefined;
    return [...this.#offline].find(([, log]) => knows(log))?.[0];
  }

  nextRef(): string {
    this.#refs += 1;
    return `unnamed ${this.#refs}`;
  }

  localTime(at: number): string {
    return localDateTime(at, this.pack.pack.timeZone);
  }
}

const Role = z.enum(["voting", "delegate"]);
const DeskRole = z.enum(["reception", "shift_manager", "cashier"]);

const steps = {
  status: step({
    input: z.strictObject({ on: Day }),
    answers: ["status", "basis", "reason", "clause"],
    run: (world: EntitlementWorld, { on }) => ({ reason: null, clause: null, ...statusOn(world.view(), on) }),
  }),
  adjust: step({
    input: z.strictObject({
      to: z.string(),
      on: Day.nullish(),
      body: z.string().nullish(),
      decision_no: z.string().nullish(),
      effective: Day.nullish(),
    }),
    answers: ["accepted", "reason"],
    run(world: EntitlementWorld, { to, decision_no: no, ...given }) {
      const on = given.on ?? "";
      const decision = { to, on, effective: given.effective ?? on, body: given.body ?? "", decisionNo: no ?? "" };
      if (!world.pack.statuses.ranks.includes(to)) throw new Error(`no status ${to}`);
      const { accepted, reason, entry } = adjustStatus(world.view(), decision);
      world.record(entry);
      return { accepted, reason };
    },
  }),
  redeem: step({
    input: z.strictObject({
      ref: z.string().optional(),
      entitlement: z.string(),
      units: z.number().default(1),
      event: z.string().nullable().default(null),
      event_date: Day.nullable().default(null),
      at: Moment,
      terminal: z.string().default("T1"),
      role: Role.nullable().default(null),
      persons: z.array(z.string()).default([]),
      card: z.string().nullable().default(null),
    }),
    answers: [
      "decision",
      "reason",
      "clause",
      "year",
      "limit",
      "used",
      "remaining",
      "offer_units",
      "available_in",
      "notice",
      "provisional",
      "duplicate",
    ],
    run(world: EntitlementWorld, { ref = world.nextRef(), at, event_date: eventDate, ...use }) {
      const request = { ...use, ref, eventDate, at: world.localTime(at), connected: world.connected(use.terminal) };
      const { granted, offerUnits, availableIn, entry, ...answer } = redeem(world.view(use.terminal), request);
      world.record(entry, use.terminal);
      const decision = granted ? "granted" : "refused";
      return { ...answer, decision, offer_units: offerUnits, available_in: availableIn };
    },
  }),
  cancel: step({
    input: z.strictObject({ ref: z.string(), at: Moment }),
    answers: ["accepted", "reason", "used", "remaining"],
    run(world: EntitlementWorld, { ref, at }) {
      const holder = world.holderOf(ref);
      const { entry, ...answer } = cancel(world.view(holder), { ref, at: world.localTime(at) });
      world.record(entry, holder);
      return answer;
    },
  }),
  balance: step({
    input: z.strictObject({
      entitlement: z.string(),
      year: z.int(),
      on: Day,
      event: z.string().optional(),
      role: Role.optional(),
    }),
    answers: ["limit", "used", "remaining", "overdrawn"],
    run: (world: EntitlementWorld, question) => balanceOf(world.view(), question),
  }),
  offline: step({
    input: z.strictObject({ terminal: z.string() }),
    answers: [],
    run(world: EntitlementWorld, { terminal }) {
      world.disconnect(terminal);
      return {};
    },
  }),
  online: step({
    input: z.strictObject({ terminal: z.string() }),
    answers: ["conflicts"],
    run: (world: EntitlementWorld, { terminal }) => ({
      conflicts: world.reconnect(terminal).map(({ counter, year, overdrawn }) => {
        return { entitlement: counter, year, overdrawn };
      }),
    }),
  }),
  resubmit: step({
    input: z.strictObject({ ref: z.string() }),
    answers: ["duplicate", "used", "remaining"],
    run(world: EntitlementWorld, { ref }) {
      const view = world.view(world.holderOf(ref));
      const use = view.log.find((entry): entry is Redemption => entry.kind === "redeemed" && entry.ref === ref);
      if (!use) return { duplicate: false, used: null, remaining: null };
      const { duplicate } = redeem(view, { ...use, connected: !use.offline });
      const { used, remaining } = figuresOf(view, use, dateOf(use.at));
      return { duplicate, used, remaining };
    },
  }),
  invitations: step({
    input: z.strictObject({ year: z.int(), on: Day }),
    answers: ["places", "omitted"],
    run: (world: EntitlementWorld, { on }) => invitationsFor(world.view(), on),
  }),
  issue_card: step({
    input: z.strictObject({ card: z.string(), by_role: DeskRole, on: Day }),
    answers: ["accepted"],
    run(world: EntitlementWorld, { card, by_role: byRole, on }) {
      const { accepted, entry } = issueCard(world.view(), { card, byRole, on });
      world.record(entry);
      return { accepted };
    },
  }),
  block_card: step({
    input: z.strictObject({ card: z.string(), by_role: DeskRole, on: Day, why: z.string() }),
    answers: ["accepted", "reason"],
    run(world: EntitlementWorld, { by_role: byRole, ...act }) {
      const { entry, ...answer } = blockCard(world.view(), { ...act, byRole });
      world.record(entry);
      return answer;
    },
  }),
  members_report: step({
    input: z.strictObject({
      opening: z.int(),
      rows: z.array(z.strictObject({ year: z.int(), admitted: z.int(), exited: z.int(), closing: z.int().optional() })),
    }),
    answers: ["closing", "admitted", "exited", "by_status", "mismatches"],
    run(world: EntitlementWorld, { opening, rows }) {
      const { byStatus, ...report } = membersByYear(world.pack, opening, rows);
      return { ...report, by_status: byStatus };
    },
  }),
};

export const entitlementSteps: Readonly<Record<string, Step<EntitlementWorld>>> = steps;
