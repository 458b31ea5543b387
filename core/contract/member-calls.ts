import { z } from "../kernel/index.ts";
import { CardNumberText, Id, OverrideInput } from "./fields.ts";
import { Day, MemberRow, MemberView, RedemptionView } from "./member-view.ts";

const overridable = { override: OverrideInput.optional() };
const MemberId = z.string().trim().min(1).max(40);
const Words = z.string().trim().min(1).max(200);

const use = {
  programme: Id,
  member: MemberId,
  entitlement: Id,
  units: z.number().max(100_000),
  event: Words.nullish(),
  eventDate: Day.nullish(),
  /** Kind of place, where the benefit has several. */
  role: Id.nullish(),
  /** Names, where they matter. */
  persons: z.array(Words).max(100).optional(),
  /** The member's card, where one was shown. */
  card: CardNumberText.nullish(),
};

const Membership = z.object({ joined: Day, left: Day }).strict();

/** Calls about members of an association: `programme` names the pack that gives them their benefits. */
export const memberCalls = {
  searchMembers: {
    input: z.object({ programme: Id, text: z.string().max(80), limit: z.int().min(1).max(100).optional() }).strict(),
    output: z.array(MemberRow),
    about: "Members by words of the name, number or card; all of them by name for an empty text",
  },
  getMember: {
    input: z.object({ programme: Id, member: MemberId, on: Day.optional() }).strict(),
    output: MemberView,
    about: "A member: status with its ground, benefits used and left, cards, history; today or on another day",
  },
  findMemberByCard: {
    input: z.object({ programme: Id, card: CardNumberText }).strict(),
    output: z.object({ member: MemberView, masked: z.string(), blocked: z.string().nullable() }),
    about: "The member whose card was scanned; of a blocked card the words why it does not serve",
  },
  quoteRedemption: {
    input: z.object(use).strict(),
    output: RedemptionView,
    about: "What redeemEntitlement would answer now; nothing is recorded",
  },
  redeemEntitlement: {
    input: z.object({ requestId: Id, ...use }).strict(),
    output: z.object({ redemption: RedemptionView, member: MemberView }),
    about: "Use units of a benefit; the same requestId again answers the same and counts once",
  },
  cancelRedemption: {
    input: z.object({ requestId: Id, programme: Id, ref: Id }).strict(),
    output: z.object({ text: z.string(), member: MemberView }),
    about: "Take a use back before the day of its event; `ref` is the requestId it was made with",
  },
  adjustStatus: {
    input: z
      .object({
        requestId: Id,
        programme: Id,
        member: MemberId,
        to: Id,
        body: Id,
        decisionNo: z.string().trim().max(40),
        decidedOn: Day,
        effective: Day.optional(),
        ...overridable,
      })
      .strict(),
    output: MemberView,
    about: "Record a governing body's decision on a member's status",
  },
  recordMember: {
    input: z
      .object({
        requestId: Id,
        programme: Id,
        member: MemberId,
        name: z.string().trim().min(1).max(120),
        joined: Day,
        history: z.array(Membership).max(20).optional(),
        ended: Day.nullish(),
        arrears: z.boolean().optional(),
        ...overridable,
      })
      .strict(),
    output: MemberView,
    about: "Add a member, or correct name, dates or arrears of one",
  },
  importMembers: {
    input: z.object({ programme: Id, csv: z.string().max(20_000_000) }).strict(),
    output: z.object({ members: z.int(), changed: z.int() }),
    about: "Members from a CSV: member,name,joined[,ended][,arrears]; rows that say nothing new add nothing",
  },
  issueMemberCard: {
    input: z.object({ requestId: Id, programme: Id, member: MemberId, card: CardNumberText, ...overridable }).strict(),
    output: MemberView,
    about: "Give a member a card; benefits belong to the member, not to the card",
  },
  blockMemberCard: {
    input: z.object({ requestId: Id, programme: Id, card: CardNumberText, reason: Words, ...overridable }).strict(),
    output: MemberView,
    about: "Block one card of a member; the benefits stay",
  },
} as const;
