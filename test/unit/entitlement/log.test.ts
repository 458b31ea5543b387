import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  balanceOf,
  cancel,
  conflictsOf,
  mergeLogs,
  redeem,
  statusOn,
  usedIn,
  type Entry,
  type Log,
  type Member,
  type RedeemRequest,
  type View,
} from "../../../core/entitlement/index.ts";
import { ruslom } from "../packs.ts";

const packs = [
  ruslom(),
  ruslom({ person_unit: "distinct_person" }),
  ruslom({ plant_tour_counter: "separate", quota_year_of: "booking_date" }),
];
const member: Member = { joined: "2018-05-05", history: [], ended: null, arrears: false };

const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `2022-06-${String(day).padStart(2, "0")}`);
const anyUse: fc.Arbitrary<RedeemRequest> = fc.record({
  ref: fc.integer({ min: 1, max: 30 }).map(String),
  entitlement: fc.constantFrom("seminar", "regional_tour", "plant_tour", "general_meeting", "stability_certificate"),
  units: fc.integer({ min: 1, max: 4 }),
  persons: fc.uniqueArray(fc.constantFrom("P1", "P2", "P3"), { maxLength: 2 }),
  role: fc.constantFrom("voting", "delegate", null),
  event: fc.constantFrom("GM-1", "GM-2"),
  eventDate: anyDay,
  at: anyDay.map((day) => `${day}T10:00:00`),
  terminal: fc.constantFrom("A", "B"),
  card: fc.constant(null),
  connected: fc.constant(true),
});
type Act = { readonly use: RedeemRequest } | { readonly cancels: string; readonly on: string };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: anyUse.map((use) => ({ use })) },
  {
    weight: 1,
    arbitrary: fc.record({ cancels: fc.integer({ min: 1, max: 30 }).map(String), on: anyDay }),
  },
);

/** A desk that works on what it knows. */
function work(view: View, acts: readonly Act[]): Log {
  const log = [...view.log];
  for (const act of acts) {
    const now = { ...view, log };
    const { entry } = "use" in act ? redeem(now, act.use) : cancel(now, { ref: act.cancels, at: `${act.on}T12:00:00` });
    if (entry) log.push(entry);
  }
  return log;
}

function balances(view: View) {
  return ["seminar", "regional_tour", "plant_tour", "stability_certificate", "general_meeting"].map((entitlement) =>
    balanceOf(view, { entitlement, year: 2022, on: "2022-12-31" }),
  );
}

const anyPack = fc.constantFrom(...packs);

describe("a log is one set of facts, whoever tells it and however often", () => {
  it("two desks know the same after the exchange, whichever comes first", () => {
    fc.assert(
      fc.property(anyPack, fc.array(anyAct), fc.array(anyAct), (pack, first, second) => {
        const own = (desk: string) => (acts: readonly Act[]) =>
          acts.map((act) => ("use" in act ? { use: { ...act.use, ref: `${desk}${act.use.ref}` } } : act));
        const a = work({ pack, member, log: [] }, own("a")(first));
        const b = work({ pack, member, log: [] }, own("b")(second));
        const ab = balances({ pack, member, log: mergeLogs(a, b) });
        expect(balances({ pack, member, log: mergeLogs(b, a) })).toEqual(ab);
        expect(balances({ pack, member, log: mergeLogs(mergeLogs(a, b), b) })).toEqual(ab);
      }),
      { numRuns: 300 },
    );
  });

  it("the order of entries decides nothing", () => {
    fc.assert(
      fc.property(anyPack, fc.array(anyAct, { minLength: 2 }), fc.nat(), (pack, acts, seed) => {
        const log = work({ pack, member, log: [] }, acts);
        const turned = [...log.slice(seed % (log.length + 1)), ...log.slice(0, seed % (log.length + 1))].toReversed();
        expect(balances({ pack, member, log: turned })).toEqual(balances({ pack, member, log }));
      }),
      { numRuns: 300 },
    );
  });

  it("the same reference again counts once and says so", () => {
    fc.assert(
      fc.property(anyPack, fc.array(anyAct), anyUse, (pack, acts, use) => {
        const log = work({ pack, member, log: [] }, acts);
        const first = redeem({ pack, member, log }, use);
        const after = first.entry ? [...log, first.entry] : log;
        const again = redeem({ pack, member, log: after }, use);
        if (!first.granted) return;
        expect(again).toMatchObject({ granted: true, duplicate: true, used: first.used, entry: null });
        expect(again.remaining).toBe(first.remaining);
      }),
      { numRuns: 300 },
    );
  });

  it("nobody connected ever overdraws, and remaining is never below nought", () => {
    fc.assert(
      fc.property(anyPack, fc.array(anyAct, { maxLength: 40 }), (pack, acts) => {
        for (const { remaining, overdrawn } of balances({ pack, member, log: work({ pack, member, log: [] }, acts) })) {
          expect(remaining).toBeGreaterThanOrEqual(0);
          expect(overdrawn === 0 || remaining === 0).toBe(true);
        }
        const view = { pack, member, log: work({ pack, member, log: [] }, acts) };
        const { overdrawn } = balanceOf(view, { entitlement: "seminar", year: 2022, on: "2022-12-31" });
        expect(overdrawn).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("what is refused changes nothing, and a cancelled place comes back whole", () => {
    fc.assert(
      fc.property(anyPack, fc.array(anyAct), anyUse, (pack, acts, use) => {
        const view = { pack, member, log: work({ pack, member, log: [] }, acts) };
        const before = balances(view);
        const { entry, duplicate } = redeem(view, { ...use, eventDate: "2022-12-24" });
        if (!entry || duplicate) return;
        const taken = { ...view, log: [...view.log, entry] };
        const back = cancel(taken, { ref: use.ref, at: "2022-12-23T23:59:59" });
        const after = back.entry ? [...taken.log, back.entry] : taken.log;
        expect(balances({ ...view, log: after })).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it("a conflict is shown for exactly the counters that the arriving operations overdraw", () => {
    fc.assert(
      fc.property(fc.array(anyUse, { maxLength: 8 }), fc.array(anyUse, { maxLength: 8 }), (first, second) => {
        const [pack] = packs;
        const seminars = (desk: string, uses: readonly RedeemRequest[]) =>
          uses.map((use) => ({ use: { ...use, entitlement: "seminar", ref: desk + use.ref } }));
        if (!pack) return;
        const shared = work({ pack, member, log: [] }, seminars("a", first));
        const arriving = work({ pack, member, log: [] }, seminars("b", second));
        const period = { counter: "seminar", year: 2022, event: null, role: null };
        const over = usedIn(pack, shared, period) + usedIn(pack, arriving, period) - 8;
        const conflicts = conflictsOf({ pack, member, log: shared }, arriving);
        expect(conflicts.map(({ overdrawn }) => overdrawn)).toEqual(over > 0 ? [over] : []);
      }),
      { numRuns: 300 },
    );
  });
});

describe("status.adjustment: the latest decision in effect", () => {
  const decided = (to: string, effective: string, decisionNo: string): Entry => ({
    kind: "status-decided",
    to,
    on: "2022-01-01",
    effective,
    body: "board",
    decisionNo,
  });
  const decisions = [
    decided("gold", "2022-03-01", "2"),
    decided("silver", "2022-06-01", "9"),
    decided("gold", "2022-06-01", "10"),
  ];
  it.each([
    ["2022-02-28", "silver"],
    ["2022-03-01", "gold"],
    ["2022-06-01", "gold"],
  ])("on %s it is %s, in whatever order they were recorded", (on, status) => {
    for (const log of [decisions, decisions.toReversed()]) {
      expect(statusOn({ pack: ruslom(), member, log }, on).status).toBe(status);
    }
  });

  it("nobody is a member between two memberships", () => {
    const back = { ...member, joined: "2021-01-01", history: [{ joined: "2014-01-01", left: "2019-12-31" }] };
    const on = (day: string) => statusOn({ pack: ruslom(), member: back, log: [] }, day);
    expect(on("2019-12-31")).toMatchObject({ status: "gold" });
    expect(on("2020-01-01")).toMatchObject({ status: null, reason: "not_a_member" });
    expect(on("2021-01-01")).toMatchObject({ status: "bronze" });
  });
});
