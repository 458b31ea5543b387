import type * as z from "zod";
import { parseEntitlementPack, quoteQuota, type EntitlementPack } from "../../core/entitlement/index.ts";
import type { Result, Text } from "../../core/kernel/index.ts";
import { feeFor, parseMembershipPack, type MembershipPack } from "../../core/membership/index.ts";
import type { Facts, FactValue } from "../../core/offer/index.ts";
import type { Calendar } from "../../core/programme/index.ts";
import type { Regulation } from "../../core/regulation/index.ts";
import type { Complaint, ConsentEntry, ServicePack } from "../../core/service/index.ts";
import { loadRegulation } from "./load-regulation.ts";
import { factsOf } from "./membership-facts.ts";
import type { FeeQuestion, QuotaQuestion, ServiceGiven } from "./service-input.ts";

export type Given = z.infer<typeof ServiceGiven>;

/** A desk under the service standard, with the packs that it answers from. */
export class ServiceWorld {
  readonly pack: ServicePack;
  readonly calendar: Calendar;
  readonly given: Given;
  complaint: Complaint | null = null;
  complaints = 0;
  consents: readonly ConsentEntry[] = [];

  constructor(pack: ServicePack, calendar: Calendar, given: Given) {
    this.pack = pack;
    this.calendar = calendar;
    this.given = given;
  }

  /** The complaint that later steps are about. */
  latest(): Complaint {
    if (this.complaint === null) throw new Error("no complaint yet");
    return this.complaint;
  }
}

export function valueOf<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.refusal));
}

const ruslom = (): EntitlementPack => loadRegulation("ruslom", parseEntitlementPack, {});
const council = (): MembershipPack => loadRegulation("ad-council", parseMembershipPack, {});

/** Another programme's answer under its default settings. */
export function decideEntitlement(question: z.infer<typeof QuotaQuestion>) {
  const pack = ruslom();
  const { status } = question;
  if (status !== null && !pack.statuses.ranks.includes(status)) throw new Error(`no status ${status}`);
  return { amount: null, ...quoteQuota(pack, question) };
}

export function decideFee(question: z.infer<typeof FeeQuestion>) {
  const { amountMinor: amount, reason, clause } = feeFor(council(), factsOf(question));
  return { granted: amount !== null, amount, reason, clause };
}

/** A programme with its names for what stands among the figures. */
export function explained(programme: string, own: ServicePack): { pack: Regulation; titles: Record<string, Text> } {
  if (programme === "ruslom") {
    const pack = ruslom();
    return { pack, titles: pack.statuses.titles };
  }
  if (programme !== "ad-council") return { pack: own, titles: {} };
  const pack = council();
  return { pack, titles: pack.titles };
}

/** Facts whose values rules can compare; others are on file but no rule looks at them. */
export function comparable(given: Readonly<Record<string, unknown>>): Facts {
  const facts: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(given)) {
    if (Array.isArray(value)) facts[name] = value.map(String);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") facts[name] = value;
  }
  return facts;
}
