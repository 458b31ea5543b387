import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  candidacyOn,
  decideOn,
  feeFor,
  parseMembershipPack,
  type Admission,
  type AdmissionEvent,
} from "../../../core/membership/index.ts";
import { addDays } from "../../../core/offer/index.ts";
import { changed, council, packJson, problemsOf, ruCalendar } from "../packs.ts";

const candidate = { applicant_type: "legal_entity", category: "individual", status: "producer" };
const admissions: readonly Admission[] = [
  {},
  { payment_moment: "debited" },
  { fee_date: "decision", decree_days_working: false },
].map((readings) => ({ pack: council(readings), calendar: ruCalendar, candidate }));

const start = "2019-02-04";
const anyDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays(start, days));
const anyPayment: fc.Arbitrary<AdmissionEvent> = fc.record({
  kind: fc.constant("paid" as const),
  on: anyDay,
  part: fc.constantFrom("comp_fund", "entry_fee"),
  amountMinor: fc.constantFrom(100_000, 300_000, 500_000),
  method: fc.constantFrom("cash" as const, "bank_transfer" as const),
  creditedOn: fc.option(anyDay, { nil: null }),
});
const anyStory = fc
  .record({
    complete: anyDay,
    partial: anyDay,
    decided: anyDay,
    notice: anyDay,
    payments: fc.array(anyPayment, { maxLength: 6 }),
  })
  .map(({ complete, partial, decided, notice, payments }): AdmissionEvent[] => [
    { kind: "documents-received", on: partial, complete: false },
    { kind: "documents-received", on: complete, complete: true },
    { kind: "decided", on: decided, body: "board", result: "admit", grounds: [] },
    { kind: "notice-received", on: notice },
    ...payments,
  ]);
const anyAdmission = fc.constantFrom(...admissions);

describe("5.4–5.8: the state of an application follows from dated events alone", () => {
  it("in whatever order they were recorded", () => {
    fc.assert(
      fc.property(anyAdmission, anyStory, anyDay, fc.infiniteStream(fc.nat()), (admission, story, on, chance) => {
        const keys = story.map(() => chance.next().value ?? 0);
        const shuffled = story
          .map((event, at) => ({ event, key: keys[at] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(candidacyOn(admission, shuffled, on)).toEqual(candidacyOn(admission, story, on));
      }),
      { numRuns: 400 },
    );
  });

  it("what happens later does not change what was true on a day", () => {
    fc.assert(
      fc.property(anyAdmission, anyStory, anyDay, (admission, story, on) => {
        const past = story.filter((event) => event.on <= on);
        expect(candidacyOn(admission, story, on)).toEqual(candidacyOn(admission, past, on));
      }),
      { numRuns: 400 },
    );
  });

  it("membership and lapse are final, and money is never both owed and returned", () => {
    fc.assert(
      fc.property(anyAdmission, anyStory, (admission, story) => {
        let last = "";
        for (let on = start; on < "2019-05-01"; on = addDays(on, 3)) {
          const found = candidacyOn(admission, story, on);
          if (!found.ok || !found.value) continue;
          const { state, outstandingMinor, refundMinor, effective, cardAllowed } = found.value;
          if (last === "member") expect(state).toBe("member");
          expect(refundMinor === 0 || outstandingMinor === 0).toBe(true);
          expect(effective !== null).toBe(state === "member");
          expect(cardAllowed).toBe(state === "member");
          last = state;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("a year without a calendar is said by name", () => {
    const [admission] = admissions;
    if (!admission) return;
    const decision = { kind: "decided", on: "2031-03-03", body: "board", result: "admit", grounds: [] } as const;
    const missing = { kind: "calendar-year-missing", calendar: "ru", year: "2031" };
    expect(decideOn(admission, [], decision)).toEqual({ ok: false, refusal: missing });
    const notice: AdmissionEvent = { kind: "notice-received", on: "2031-03-05" };
    expect(candidacyOn(admission, [decision, notice], "2031-03-05")).toEqual({ ok: false, refusal: missing });
  });
});

describe("6.2: the row that holds, and no amount where none is defined", () => {
  const pack = council();
  it.each([
    [{ category: "collective", status: "special" }, 5_000_000, "6.2.1", null],
    [{ category: "individual", status: "advertiser" }, 1_000_000, "6.2.3.4", null],
    [{ category: "privileged", regions: ["77", "77"], nationwide: false }, 30_000_000, "6.2.4", null],
    [{ category: "privileged", regions: [], nationwide: false }, null, "6.2.4", "scope_required"],
    [{ category: "privileged", regions: ["1", "2"] }, 50_000_000, "6.2.4", null],
    [{ category: "individual", status: "corporate" }, null, "6.2.3", "tariff_not_defined"],
    [{ category: "none" }, null, null, "tariff_not_defined"],
  ])("%j: %s by %s", (facts, amountMinor, clause, reason) => {
    expect(feeFor(pack, { ...facts, on: "2019-06-03" })).toEqual({ amountMinor, clause, reason, hint: null });
  });
});

describe("a membership pack is read whole or refused with every fault named", () => {
  const problems = (json: unknown, readings = {}) => problemsOf(parseMembershipPack(json, readings));
  it("the shipped pack is sound under each of its readings", () => {
    const { readings } = packJson("ad-council") as { readings: Record<string, { values?: unknown[] }> };
    for (const [name, { values = [] }] of Object.entries(readings)) {
      for (const value of values) expect(problems(packJson("ad-council"), { [name]: value })).toEqual([]);
    }
  });
  it.each([
    ["tariffs/0/about", { fact: "hair", is: "red" }, "facts: unknown-fact"],
    ["facts/regions/type", "text", "facts: unknown-fact"],
    ["admission/payment", "some_day", "admission: unknown-name"],
    ["terms/entry_payment/n", 0, "terms.entry_payment.n: wrong-value"],
    ["titles/producer", undefined, "titles: missing-message"],
    ["eligibility/0/code", "unheard_of", "reasons.unheard_of: missing-message"],
    ["exclusion/automatic", true, "exclusion.automatic: wrong-value"],
    ["tariffs/0/clause", undefined, "tariffs[0].clause: missing"],
  ])("%s = %j: %s", (place, value, problem) => {
    expect(problems(changed("ad-council", place, value))).toContain(problem);
  });
  it("a fee below nought is no setting", () => {
    expect(problems(packJson("ad-council"), { corporate_individual_fee: -1 })).toEqual([
      "tariffs[12].amountMinor: wrong-value",
    ]);
  });
});
