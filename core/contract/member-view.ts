import { z } from "../kernel/index.ts";
import { InstantMs } from "./fields.ts";

/** A calendar day of the programme's place: `2026-02-12`. */
export const Day = z.iso.date();

/** What an answer at the desk is made of, in the order it is said. */
export const AnswerView = z.object({
  granted: z.boolean(),
  /** Code of the rules, for programs; null where nothing needs a reason. */
  reason: z.string().nullable(),
  clause: z.string(),
  /** The clause as people call it: the same where it has a number. */
  rule: z.string(),
  parts: z.array(
    z.object({
      part: z.enum(["outcome", "why", "clause", "next_step", "alternative", "remaining", "how_to_appeal"]),
      text: z.string(),
    }),
  ),
  /** The same in short sentences, where the programme has them in this language. */
  plain: z.array(z.string()),
});
export type AnswerView = z.infer<typeof AnswerView>;

export const MemberCardView = z.object({
  number: z.string(),
  masked: z.string(),
  state: z.enum(["active", "blocked"]),
  /** «Действует с 14.03.2018», «Заблокирована 02.02.2026: потеряна». */
  text: z.string(),
});

/** `ahead`: its day has not come yet. */
export const EventView = z.object({ name: z.string(), date: Day.nullable(), ahead: z.boolean() });
export type EventView = z.infer<typeof EventView>;

/** A benefit with a number. */
export const BenefitRow = z.object({
  entitlement: z.string(),
  title: z.string(),
  /** «Общий счёт: региональные туры»; null where the counter is its own. */
  note: z.string().nullable(),
  unit: z.enum(["person", "piece", "service"]),
  clause: z.string(),
  /** The clause as people call it: «строка 3 таблицы льгот». */
  rule: z.string(),
  per: z.enum(["year", "event"]),
  limit: z.int(),
  used: z.int(),
  left: z.int(),
  /** Used beyond the number, where two desks gave the last place. */
  overdrawn: z.int(),
  /** «31.12.2026», «каждое мероприятие». */
  until: z.string(),
  /** Kinds of places: with a vote, as a delegate. Empty where it makes no difference. */
  roles: z.array(z.object({ role: z.string(), title: z.string() })),
});
export type BenefitRow = z.infer<typeof BenefitRow>;

export const MemberEntry = z.object({
  at: InstantMs,
  localAt: z.string(),
  text: z.string(),
  detail: z.string(),
  operator: z.string(),
  /** Of a use: what takes it back. */
  ref: z.string().nullable(),
  /** Whether it can still be taken back today. */
  cancellable: z.boolean(),
  cancelled: z.boolean(),
});
export type MemberEntry = z.infer<typeof MemberEntry>;

export const MemberView = z.object({
  programme: z.string(),
  member: z.string(),
  name: z.string(),
  /** First day of the present membership. */
  since: Day,
  ended: Day.nullable(),
  arrears: z.boolean(),
  /** «Член ассоциации с 14.03.2018». */
  about: z.string(),
  status: z.object({
    id: z.string().nullable(),
    /** 0 for none, then from the lowest up. */
    rank: z.int(),
    title: z.string(),
    /** «По дате вступления», «Решение: правление, № 12 от 20.05.2022», why there is none. */
    basis: z.string(),
    clause: z.string().nullable(),
  }),
  /** What a decision on the status is recorded with. */
  decisions: z.object({
    statuses: z.array(z.object({ id: z.string(), title: z.string() })),
    bodies: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  cards: z.array(MemberCardView),
  /** The year whose numbers are shown. */
  year: z.int(),
  rows: z.array(BenefitRow),
  /** Benefits without a number that this status has. */
  open: z.array(z.object({ entitlement: z.string(), title: z.string(), clause: z.string() })),
  /** Benefits that this status has not, by the reason. */
  without: z.array(z.object({ text: z.string(), titles: z.array(z.string()) })),
  /** Yearly invitations: for how many, or why the member gets none of a kind. */
  invitations: z.array(
    z.object({ id: z.string(), title: z.string(), places: z.int().nullable(), why: z.string().nullable() }),
  ),
  /** What the desk should know: arrears, the end of membership, no status. */
  notices: z.array(z.string()),
  /** Events of earlier bookings by entitlement: those ahead in their order, then the others, newest first. */
  events: z.record(z.string(), z.array(EventView)),
  history: z.array(MemberEntry),
});
export type MemberView = z.infer<typeof MemberView>;

export const MemberRow = z.object({
  member: z.string(),
  name: z.string(),
  status: z.string(),
  rank: z.int(),
  since: Day,
  ended: Day.nullable(),
  arrears: z.boolean(),
});
export type MemberRow = z.infer<typeof MemberRow>;

/** What asking for some units came to, or would come to. Figures stand after the use. */
export const RedemptionView = z.object({
  answer: AnswerView,
  /** Of a use that is recorded. */
  ref: z.string().nullable(),
  entitlement: z.string(),
  title: z.string(),
  /** As asked for: what cannot be counted is refused by the rules. */
  units: z.number(),
  year: z.int(),
  limit: z.int().nullable(),
  used: z.int(),
  /** Units left before and after; null where there is no number. */
  leftBefore: z.int().nullable(),
  left: z.int().nullable(),
  /** Units still to be had where more were asked for. */
  offerUnits: z.int().nullable(),
  /** First day on which there are new ones, where this counter ends with the year. */
  againOn: Day.nullable(),
  /** Said beside a granted use: arrears that do not stop it. */
  notice: z.string().nullable(),
  /** Granted without a connection: others may have used the same units. */
  provisional: z.boolean(),
  duplicate: z.boolean(),
  /** Whether and until which day it can be taken back. */
  cancelBefore: Day.nullable(),
});
export type RedemptionView = z.infer<typeof RedemptionView>;
