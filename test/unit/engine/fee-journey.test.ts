import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AdmissionView, CallInput } from "../../../core/contract/index.ts";
import { openAssociations, sharedDesk } from "./member-desk.ts";
import { people, type TestTill } from "./test-till.ts";

const programme = "ad-council";
const producer = { applicant_type: "legal_entity", category: "individual", status: "producer" };
type Event = NonNullable<CallInput<"recordAdmission">["event"]>;

const at = "2018-02-01T10:00:00+03:00";
const copyOf = sharedDesk(() => openAssociations({ at }), at);
let till: TestTill;
beforeEach(async () => {
  till = await copyOf();
});
afterEach(() => till.remove());

const fieldsOf = async (facts: CallInput<"quoteFee">["facts"]) => {
  const { fields } = await till.call("quoteFee", { programme, facts });
  return fields.map(({ fact }) => fact);
};

describe("the form asks what the rules look at, and no more", () => {
  it.each([
    [{}, ["applicant_type", "category"]],
    [{ applicant_type: "legal_entity", category: "collective" }, ["applicant_type", "category"]],
    [{ applicant_type: "legal_entity", category: "individual" }, ["applicant_type", "category", "status"]],
    [
      { applicant_type: "legal_entity", category: "individual", status: "distributor" },
      ["applicant_type", "category", "status", "registered_media"],
    ],
    [
      { applicant_type: "legal_entity", category: "individual", status: "distributor", registered_media: true },
      ["applicant_type", "category", "status", "registered_media", "media_certificate"],
    ],
    [
      { applicant_type: "natural_person", category: "independent" },
      ["applicant_type", "category", "invited", "employed_by"],
    ],
  ])("%j: %j", async (facts, fields) => {
    expect(await fieldsOf(facts)).toEqual(fields);
  });

  it("an answer to a question that is not asked any longer does not count", async () => {
    const facts = { applicant_type: "legal_entity", category: "collective", status: "producer" };
    expect(await till.call("quoteFee", { programme, facts })).toMatchObject({ complete: true, amountMinor: 5_000_000 });
  });

  it("what is no fact, or no value of it, is refused", async () => {
    const refused = async (facts: CallInput<"quoteFee">["facts"]) =>
      (await till.refused("quoteFee", { programme, facts })).kind;
    expect(await refused({ hair: "red" })).toBe("fact-unknown");
    expect(await refused({ status: "king" })).toBe("fact-invalid");
    expect(await refused({ registered_media: "yes" })).toBe("fact-invalid");
    expect(await refused({ roles: ["producer", "king"] })).toBe("fact-invalid");
    expect(await refused({ decided_amount: -1 })).toBe("fact-invalid");
  });
});

describe("6.1, 6.2: the fee with its clause and what is due on joining", () => {
  it("of a producer is 5 000, and 8 000 with the fund", async () => {
    const fee = await till.call("quoteFee", { programme, facts: producer });
    expect(fee).toMatchObject({ complete: true, amountMinor: 500_000, row: "Рекламопроизводитель", clause: "6.2.3.3" });
    expect(fee.totalMinor).toBe(800_000);
    expect(fee.dues).toEqual([
      { part: "comp_fund", title: "Взнос в компенсационный фонд", clause: "5.8.1", amountMinor: 300_000 },
      { part: "entry_fee", title: "Вступительный взнос", clause: "5.8.2", amountMinor: 500_000 },
    ]);
    expect(fee.years.map(({ year, amountMinor }) => [year, amountMinor])).toEqual([
      [2018, 500_000],
      [2019, 500_000],
    ]);
  });

  it("of registered media names the paper that would lower it, and to what", async () => {
    const facts = { ...producer, status: "distributor", registered_media: true };
    const { amountMinor, hint } = await till.call("quoteFee", { programme, facts });
    expect(amountMinor).toBe(500_000);
    expect(hint).toMatchObject({ paper: "media_certificate", amountMinor: 300_000 });
  });

  it("is none where the rules give none, with the words for it", async () => {
    const facts = { ...producer, status: "corporate" };
    const fee = await till.call("quoteFee", { programme, facts });
    expect(fee).toMatchObject({ amountMinor: null, totalMinor: null, problem: { reason: "tariff_not_defined" } });
    expect(fee.problem?.parts.length).toBeGreaterThan(3);
  });

  it("of the next year follows its tariff", async () => {
    const facts = { ...producer, category: "privileged", regions: ["77", "50"], nationwide: false };
    const { years } = await till.call("quoteFee", { programme, facts });
    expect(years.map(({ amountMinor }) => amountMinor)).toEqual([30_000_000, 50_000_000]);
  });

  it("says at once who may not join", async () => {
    const facts = { applicant_type: "natural_person", category: "independent", invited: false };
    const { ineligible } = await till.call("quoteFee", { programme, facts });
    expect(ineligible.map(({ reason }) => reason)).toEqual(["natural_person_only_by_invitation"]);
  });
});

const received: Event = { kind: "documents-received", on: "2018-03-14", complete: true };
const admitted: Event = { kind: "decided", on: "2018-04-24", body: "board", result: "admit", grounds: [] };
const notified: Event = { kind: "notice-received", on: "2018-04-26" };
const pay = (part: string, amountMinor: number, on = "2018-05-03"): Event => {
  return { kind: "paid", on, part, amountMinor, method: "cash", creditedOn: null };
};
const deadlines = ({ timeline }: AdmissionView) =>
  timeline
    .filter(({ kind }) => kind === "deadline")
    .map(({ date, clause, text, state }) => ({ date, clause, text, state }));

describe("5.4–5.8: the deadlines of an application", () => {
  it("each with its date, its clause and how it is counted, moved days named", async () => {
    const events = [received, admitted, notified];
    const plan = await till.call("planAdmission", { programme, facts: producer, events, on: "2018-05-02" });
    expect(plan).toMatchObject({ state: "awaiting_payment", outstandingMinor: 800_000 });
    expect(plan.next).toMatchObject({ step: "paid", by: "2018-05-10" });
    expect(deadlines(plan)).toEqual([
      { date: "2018-04-27", clause: "5.7", state: "done", text: "3 дня после 24.04.2018" },
      {
        date: "2018-05-10",
        clause: "5.8",
        state: "running",
        text: [
          "7 рабочих дней после 26.04.2018",
          "не рабочие: 30.04, 01.05, 02.05, 09.05",
          "рабочие выходные: 28.04",
          "календарь России",
        ].join("; "),
      },
      { date: "2018-05-14", clause: "5.4", state: "done", text: "2 месяца после 14.03.2018" },
    ]);
  });

  it("a year without a calendar is said, not guessed", async () => {
    const late: Event = { ...admitted, on: "2031-03-03" };
    const plan = await till.call("planAdmission", { programme, facts: producer, events: [late], on: "2031-03-04" });
    const [notice] = deadlines(plan);
    expect(notice).toMatchObject({ date: null, state: "unknown" });
    expect(notice?.text).toContain("Нет календаря на 2031 год");
  });

  it("papers that are missing are named", async () => {
    const papers = { registration_proof: { signed: true, hasSeal: true, stamped: false } };
    const plan = await till.call("planAdmission", { programme, facts: producer, papers });
    expect(plan.missing.map(({ text }) => text)).toEqual([
      "Заявление о приёме",
      "Учредительные документы",
      "Подтверждение государственной регистрации: нет подписи или печати",
    ]);
  });
});

describe("an application that is kept", () => {
  beforeEach(() => till.setClock(Date.parse("2018-05-03T12:00:00+03:00")));
  const open = () =>
    till.call("recordAdmission", {
      requestId: "a1",
      programme,
      name: "ООО «Реклама»",
      facts: producer,
      event: received,
    });
  const note = (requestId: string, event: Event) =>
    till.call("recordAdmission", { requestId, programme, application: 1, event });

  it("goes from the papers to membership by what is recorded, each request once", async () => {
    expect(await open()).toMatchObject({ application: 1, admission: { state: "checking", next: { step: "decided" } } });
    expect((await open()).admission.timeline.filter(({ kind }) => kind === "event")).toHaveLength(1);
    await note("a2", admitted);
    expect((await note("a3", notified)).admission.next).toMatchObject({ step: "paid" });
    await note("a4", { kind: "notice-sent", on: "2018-04-25" });
    await note("a5", pay("comp_fund", 300_000));
    const member = await note("a6", pay("entry_fee", 500_000));
    expect(member.admission).toMatchObject({ state: "member", effective: "2018-05-03", cardAllowed: true });
    expect((await note("a7", { kind: "registered", on: "2018-05-03" })).admission.next).toBeNull();
    till = await till.restart();
    await till.call("signIn", people.receptionist);
    const again = await till.call("getApplication", { programme, application: 1 });
    expect(again).toMatchObject({ name: "ООО «Реклама»", admission: { state: "member" } });
  });

  it.each<[string, Event, string]>([
    ["a second decision", admitted, "already_decided"],
    ["money before a decision", pay("comp_fund", 1, "2018-04-01"), "payment_not_due"],
  ])("%s is refused in the words of the rules and nothing is recorded", async (_what, event, reason) => {
    await open();
    await note("a2", admitted);
    const input = { requestId: "a9", programme, application: 1, event };
    const refused = await till.refused("recordAdmission", input);
    expect(refused).toMatchObject({ kind: "admission-refused", details: { reason } });
    const { admission } = await till.call("getApplication", { programme, application: 1 });
    expect(admission.timeline.filter(({ kind }) => kind === "event")).toHaveLength(2);
  });

  it("a day that has not come is refused, an entry made by mistake is taken back", async () => {
    await open();
    const tomorrow = { requestId: "a2", programme, application: 1, event: { ...admitted, on: "2018-05-04" } };
    expect((await till.refused("recordAdmission", tomorrow)).kind).toBe("date-in-future");
    await note("a3", admitted);
    const back = { programme, application: 1, withdraw: "a3" };
    const after = await till.call("recordAdmission", { requestId: "a4", ...back });
    expect(after.admission.state).toBe("checking");
    expect((await till.refused("recordAdmission", { requestId: "a5", ...back })).kind).toBe(
      "application-event-unknown",
    );
  });

  it("the list begins with the term that ends next", async () => {
    await open();
    await note("a2", admitted);
    await note("a3", notified);
    const second = { name: "ИП Вторая", facts: { ...producer, applicant_type: "sole_trader" } };
    await till.call("recordAdmission", {
      requestId: "b1",
      programme,
      ...second,
      event: { ...received, on: "2018-02-12" },
    });
    const rows = await till.call("listApplications", { programme });
    expect(rows.map(({ application, due }) => [application, due])).toEqual([
      [2, "2018-04-12"],
      [1, "2018-05-10"],
    ]);
    expect(rows[0]).toMatchObject({ late: true, dueText: "Проверка документов — до 12.04.2018" });
  });
});
