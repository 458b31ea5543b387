import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addMembers, openAssociations, sharedDesk } from "./member-desk.ts";
import { people, type TestTill } from "./test-till.ts";

const programme = "ruslom";
const silver = { programme, member: "17" };
const seminar = { ...silver, entitlement: "seminar", event: "Экспорт лома", eventDate: "2026-02-12" };

const copyOf = sharedDesk(async () => {
  const till = await openAssociations();
  await addMembers(till, [
    { member: "17", name: "ООО «Вторметалл-Поволжье»", joined: "2018-03-14" },
    { member: "21", name: "АО «Северный лом»", joined: "2014-06-10" },
    { member: "30", name: "ООО «Долгая дорога»", joined: "2020-05-01", arrears: true },
    { member: "31", name: "ООО «Бывший член»", joined: "2015-05-01", ended: "2025-12-31" },
    { member: "32", name: "ООО «Новичок»", joined: "2024-05-01" },
  ]);
  return till;
});

let till: TestTill;
beforeEach(async () => {
  till = await copyOf();
});
afterEach(() => till.remove());

const rowOf = async (member: string, entitlement: string) => {
  const view = await till.call("getMember", { programme, member });
  return view.rows.find((row) => row.entitlement === entitlement);
};

describe("a member at the desk", () => {
  it("has the status of its year of joining with its clause, and this year's benefits used and left", async () => {
    const view = await till.call("getMember", silver);
    expect(view.status).toMatchObject({ id: "silver", rank: 2, title: "Серебряный", clause: "status.silver" });
    expect(view.about).toBe("Член ассоциации с 14.03.2018");
    expect(view.rows.find((row) => row.entitlement === "seminar")).toMatchObject({
      title: "Консультационные семинары",
      limit: 8,
      used: 0,
      left: 8,
      until: "31.12.2026",
      clause: "quota.3",
    });
    expect(view.open.map(({ entitlement }) => entitlement)).toContain("daily_analytics");
    expect(view.without.map(({ text }) => text)).toContain("Только в статусе: золотой");
  });

  it("is found by words of the name, its number and its card", async () => {
    const names = async (text: string) => {
      const rows = await till.call("searchMembers", { programme, text });
      return rows.map(({ member }) => member);
    };
    expect(await names("втор пов")).toEqual(["17"]);
    expect(await names("21")).toEqual(["21"]);
    expect(await names("")).toHaveLength(5);
    expect(await names("нет такого")).toEqual([]);
    await till.call("issueMemberCard", { requestId: "c1", ...silver, card: "7700000318" });
    expect(await names("0318")).toEqual(["17"]);
  });

  it("without a status, ended or in arrears says so in words", async () => {
    const notices = async (member: string) => (await till.call("getMember", { programme, member })).notices;
    expect(await notices("32")).toEqual(["Для вашего года вступления статус не установлен"]);
    expect(await notices("31")).toEqual(["На эту дату организация не состоит в ассоциации"]);
    expect(await notices("30")).toEqual(["У организации есть задолженность по взносам"]);
    expect(await notices("17")).toEqual([]);
  });

  it("keeps the vote without a status, and nothing once membership has ended", async () => {
    const rows = async (member: string) => (await till.call("getMember", { programme, member })).rows;
    expect((await rows("32")).map(({ entitlement, left }) => [entitlement, left])).toEqual([["general_meeting", 1]]);
    expect(await rows("31")).toEqual([]);
    const vote = { programme, member: "31", entitlement: "general_meeting", role: "voting", units: 1 };
    expect((await till.refused("redeemEntitlement", { requestId: "v", ...vote })).details).toMatchObject({
      reason: "not_a_member",
    });
  });
});

describe("redeeming", () => {
  it("two places takes two, once, however often the same request comes", async () => {
    const quote = await till.call("quoteRedemption", { ...seminar, units: 2 });
    expect(quote).toMatchObject({ ref: null, leftBefore: 8, left: 6, answer: { granted: true } });
    const first = await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 2 });
    expect(first.redemption).toMatchObject({ ref: "r1", used: 2, leftBefore: 8, left: 6, duplicate: false });
    expect(first.redemption.cancelBefore).toBe("2026-02-12");
    const again = await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 2 });
    expect(again.redemption).toMatchObject({ ref: "r1", used: 2, left: 6, duplicate: true });
    expect(again.member.history.filter(({ ref }) => ref !== null)).toHaveLength(1);
    expect(await rowOf("17", "seminar")).toMatchObject({ used: 2, left: 6 });
    expect(
      (await till.refused("redeemEntitlement", { requestId: "r1", ...seminar, member: "21", units: 1 })).kind,
    ).toBe("invalid-input");
  });

  it("more than is left is refused whole, with what can be had and when there is more", async () => {
    await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 7 });
    const refused = await till.refused("redeemEntitlement", { requestId: "r2", ...seminar, units: 2 });
    expect(refused).toMatchObject({
      kind: "entitlement-refused",
      details: { clause: "quota.3", reason: "quota_insufficient", offerUnits: 1, left: 1, againOn: "2027-01-01" },
    });
    expect(refused.message).toBe(
      "В этот раз предоставить нельзя. Осталось меньше, чем вы просите: 1. Правило программы: строка 3 таблицы льгот",
    );
    expect(refused.steps?.[0]).toBe("Возьмите то, что осталось");
    expect(await rowOf("17", "seminar")).toMatchObject({ used: 7, left: 1 });
  });

  it("what the status has not is refused with who has it", async () => {
    const trip = { ...silver, entitlement: "foreign_trip", units: 1 };
    const refused = await till.refused("redeemEntitlement", { requestId: "r", ...trip });
    expect(refused.message).toContain("Золотой");
    expect(refused.details).toMatchObject({ reason: "status_not_included" });
  });

  it("arrears are told beside a use and do not stop it", async () => {
    const { redemption } = await till.call("redeemEntitlement", { requestId: "r", ...seminar, member: "30", units: 1 });
    expect(redemption.notice).toBe("У организации есть задолженность по взносам");
  });

  it("places at a meeting are counted for each, and the vote is never refused", async () => {
    const meeting = { programme, member: "30", entitlement: "general_meeting", eventDate: "2026-03-20", units: 1 };
    const vote = { ...meeting, event: "Собрание 1", role: "voting" };
    await till.call("redeemEntitlement", { requestId: "v1", ...vote });
    expect((await till.refused("redeemEntitlement", { requestId: "v2", ...vote })).details).toMatchObject({
      reason: "voting_seat_taken",
    });
    const other = { ...vote, event: "Собрание 2" };
    const { redemption } = await till.call("redeemEntitlement", { requestId: "v3", ...other });
    expect(redemption.answer.granted).toBe(true);
  });

  it("offers the events of earlier bookings", async () => {
    await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 1 });
    const { events } = await till.call("getMember", { programme, member: "21" });
    expect(events["seminar"]).toEqual([{ name: "Экспорт лома", date: "2026-02-12", ahead: true }]);
  });
});

describe("taking a use back", () => {
  const cancel = (requestId: string) => ({ requestId, programme, ref: "r1" });
  beforeEach(async () => {
    await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 2 });
  });

  it("before the day of the event returns the places, once", async () => {
    const { text, member } = await till.call("cancelRedemption", cancel("x1"));
    expect(text).toBe("Отменено: Консультационные семинары");
    expect(member.history[0]?.detail).toBe("2 человека · Экспорт лома · 12.02.2026");
    await till.call("cancelRedemption", cancel("x1"));
    await till.call("cancelRedemption", cancel("x2"));
    expect(await rowOf("17", "seminar")).toMatchObject({ used: 0, left: 8 });
  });

  it("from that day on is refused: the places are used", async () => {
    till.setClock(Date.parse("2026-02-12T00:00:00+03:00"));
    const refused = await till.refused("cancelRedemption", cancel("x1"));
    expect(refused).toMatchObject({ kind: "redemption-not-cancelled", details: { reason: "event_started" } });
    expect(await rowOf("17", "seminar")).toMatchObject({ used: 2, left: 6 });
  });

  it("of a use that nobody made is refused", async () => {
    expect((await till.refused("cancelRedemption", { ...cancel("x"), ref: "none" })).kind).toBe("redemption-unknown");
  });
});

describe("a governing body's decision", () => {
  const decision = { ...silver, to: "gold", body: "board", decisionNo: "12", decidedOn: "2026-01-20" };

  it("raises the status from its day, by a manager and with its number", async () => {
    expect((await till.refused("adjustStatus", { requestId: "d", ...decision })).kind).toBe("override-needed");
    await till.call("signIn", people.manager);
    const view = await till.call("adjustStatus", { requestId: "d", ...decision });
    expect(view.status).toMatchObject({ id: "gold", basis: "Решение: Правление, №\u00a012 от 20.01.2026" });
    expect(view.rows.find((row) => row.entitlement === "seminar")).toMatchObject({ limit: 10 });
    const again = await till.call("adjustStatus", { requestId: "d", ...decision, to: "bronze" });
    expect(again.status.id).toBe("gold");
  });

  it.each([
    [{ decisionNo: "" }, "decision_required"],
    [{ body: "shift_manager" }, "body_not_authorised"],
    [{ to: "bronze" }, "lower_status_not_allowed"],
  ])("is refused with %j", async (wrong, reason) => {
    await till.call("signIn", people.manager);
    const refused = await till.refused("adjustStatus", { requestId: "d", ...decision, ...wrong });
    expect(refused).toMatchObject({ kind: "status-not-adjusted", details: { reason } });
  });
});

describe("a member's card", () => {
  const card = "7700000318";
  beforeEach(async () => {
    await till.call("issueMemberCard", { requestId: "c1", ...silver, card });
  });

  it("finds its member, and belongs to one only", async () => {
    const found = await till.call("findMemberByCard", { programme, card });
    expect(found).toMatchObject({ masked: "··0318", blocked: null, member: { member: "17" } });
    expect((await till.refused("findMemberByCard", { programme, card: "7700000319" })).kind).toBe(
      "member-card-unknown",
    );
    const other = { requestId: "c2", programme, member: "21", card };
    expect((await till.refused("issueMemberCard", other)).kind).toBe("member-card-taken");
  });

  it("once blocked does not serve, and the benefits stay", async () => {
    const block = { requestId: "b1", programme, card, reason: "потеряна" };
    expect((await till.refused("blockMemberCard", block)).kind).toBe("override-needed");
    const view = await till.call("blockMemberCard", { ...block, override: people.manager });
    expect(view.cards).toMatchObject([{ state: "blocked", text: "Заблокирована 02.02.2026: потеряна" }]);
    expect((await till.call("findMemberByCard", { programme, card })).blocked).toContain(
      "льготы организации не тронуты",
    );
    const use = { requestId: "r1", ...seminar, units: 1 };
    expect((await till.refused("redeemEntitlement", { ...use, card })).details).toMatchObject({
      reason: "card_blocked",
    });
    expect((await till.call("redeemEntitlement", use)).redemption.left).toBe(7);
  });
});

describe("the list of members", () => {
  it("is taken from a CSV, and again adds nothing", async () => {
    await till.call("signIn", people.manager);
    const csv = "member,name,joined,ended,arrears\n40,ООО «Сорок»,2019-01-15,,\n17,ООО «Вторметалл»,2018-03-14,,yes";
    expect(await till.call("importMembers", { programme, csv })).toEqual({ members: 2, changed: 2 });
    expect(await till.call("importMembers", { programme, csv })).toEqual({ members: 2, changed: 0 });
    expect(await till.call("getMember", silver)).toMatchObject({ name: "ООО «Вторметалл»", arrears: true });
  });

  it.each([
    ["a wrong header", "number,name\n1,a", "name, joined"],
    ["a day that is none", "member,name,joined\n1,a,2018-02-30", "2018-02-30"],
    ["an end before the beginning", "member,name,joined,ended\n1,a,2018-02-03,2017-01-01", "2017-01-01"],
  ])("with %s changes nothing", async (_what, csv, said) => {
    await till.call("signIn", people.manager);
    const refused = await till.refused("importMembers", { programme, csv });
    expect(refused.kind).toBe("csv-invalid");
    expect(refused.message).toContain(said);
    expect((await till.refused("getMember", { programme, member: "1" })).kind).toBe("member-unknown");
  });
});

describe("what was recorded", () => {
  it("is there after a restart, each in one sentence of the journal", async () => {
    await till.call("redeemEntitlement", { requestId: "r1", ...seminar, units: 2 });
    till = await till.restart();
    await till.call("signIn", people.manager);
    expect(await rowOf("17", "seminar")).toMatchObject({ used: 2 });
    expect(await till.call("searchMembers", { programme, text: "втор" })).toHaveLength(1);
    const texts = (await till.call("listJournal")).map(({ text }) => text);
    expect(texts).toContain("ООО «Вторметалл-Поволжье»: Консультационные семинары, записано 2");
  });
});
