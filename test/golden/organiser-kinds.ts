import * as z from "zod";
import { deadlineAfter, earliestEffective } from "../../core/calendar/index.ts";
import { allocateCards, checkForm, periodEnd, requestCards, summariseForm } from "../../core/organiser/index.ts";
import { present, type Result } from "../../core/kernel/index.ts";
import { kind, type World } from "./kind.ts";

const Minor = z.int();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Period = z.string().regex(/^\d{4}-H[12]$/);
const Count = z.int().optional();

/** Duties of the organiser: cards due, forms, notices, deadlines. */
export const organiserKinds = [
  kind({
    name: "org-allocation",
    given: z.strictObject({ period: Period, revenueByBranch: z.record(z.string(), Minor) }),
    expect: z.strictObject({
      cardsByBranch: z.record(z.string(), z.int()).optional(),
      cards: Count,
      handover: z.strictObject({ from: Day.optional(), to: Day.optional() }).optional(),
      reportLastDay: Day.optional(),
    }),
    run(world, { period, revenueByBranch }) {
      const allocation = allocationOf(world);
      const { byBranch, cards } = allocateCards(world.pack, allocation, revenueByBranch);
      const ended = present(periodEnd(allocation, period), `period ${period}`);
      return {
        cardsByBranch: byBranch,
        cards,
        handover: dueAfter(world, allocation.handOver, ended),
        reportLastDay: dueAfter(world, allocation.report, ended).to,
      };
    },
  }),
  kind({
    name: "org-request",
    given: z.strictObject({
      branch: z.string(),
      period: Period,
      organisations: z.array(z.strictObject({ name: z.string(), revenue: Minor })),
    }),
    expect: z.strictObject({
      quantity: Count,
      rows: z.array(z.strictObject({ name: z.string().optional(), cards: Count })).optional(),
    }),
    run(world, { organisations }) {
      const asked = organisations.map(({ name, revenue }) => ({ name, revenueMinor: revenue }));
      const { rows, cards } = requestCards(world.pack, allocationOf(world), asked);
      return { rows, quantity: cards };
    },
  }),
  kind({
    name: "distribution-report",
    given: z.strictObject({
      route: z.enum(["organisation", "event"]),
      received: z.array(z.string()),
      rows: z.array(
        z.strictObject({
          entity: z.string().nullish(),
          numbers: z.array(z.string()),
          serviceType: z.string().nullish(),
        }),
      ),
    }),
    expect: z.strictObject({
      rows: z.array(z.strictObject({ entity: z.string().nullish(), quantity: Count })).optional(),
      handedOut: Count,
      remaining: z.array(z.string()).optional(),
      errors: z.array(z.string()).optional(),
    }),
    run({ pack }, { route, received, rows }) {
      const form = present(pack.forms["annex-2"], "annex 2");
      const filled = {
        route,
        lists: { received },
        rows: rows.map(({ entity, numbers, serviceType }) => {
          return { entity: entity ?? undefined, numbers, service: serviceType ?? undefined };
        }),
      };
      const errors = checkForm(form, filled).map(({ code, detail }) => `${code}:${detail}`);
      const { quantities, total, remaining } = summariseForm(form, filled);
      const counted = rows.map(({ entity }, at) => ({ entity, quantity: quantities[at] }));
      return { rows: counted, errors, ...(errors.length > 0 ? {} : { handedOut: total, remaining }) };
    },
  }),
  kind({
    name: "notice",
    given: z.strictObject({
      change: z.enum(["regulation", "card-price", "termination", "suspension"]),
      publishedOn: Day,
      effectiveOn: Day,
    }),
    expect: z.strictObject({ ok: z.boolean().optional(), earliestEffective: Day.optional() }),
    run({ pack, calendar }, { change, publishedOn, effectiveOn }) {
      const notice = present(pack.notices[change], `notice ${change}`);
      const earliest = valueOf(earliestEffective(notice, publishedOn, calendar));
      return { ok: effectiveOn >= earliest, earliestEffective: earliest };
    },
  }),
  kind({
    name: "deadline",
    given: z.union([
      z.strictObject({ what: z.literal("event-order"), eventOn: Day }),
      z.strictObject({ what: z.literal("event-report"), endedOn: Day }),
    ]),
    expect: z.strictObject({ lastDay: Day.optional() }),
    run: (world, given) => ({
      lastDay: dueAfter(world, given.what, "eventOn" in given ? given.eventOn : given.endedOn).to,
    }),
  }),
];

function allocationOf({ pack }: World) {
  return present(pack.allocations["half-year"], "allocation of the half-year");
}

function dueAfter({ pack, calendar }: World, id: string, event: string) {
  return valueOf(deadlineAfter(present(pack.deadlines[id], `deadline ${id}`), event, calendar));
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
