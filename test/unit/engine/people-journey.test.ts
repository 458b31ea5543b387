import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, goods, openSellingTill, openTestTill, people, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(() => {
  till = openTestTill();
});
afterEach(() => till.remove());

const wrong = { operatorId: people.cashier.operatorId, pin: "9999" };

describe("signing in", () => {
  it("locks after five wrong PINs for 30 s, doubling to 15 min, and a right PIN does not help meanwhile", async () => {
    for (const left of [4, 3, 2, 1]) {
      expect(await till.refused("signIn", wrong)).toMatchObject({ kind: "pin-wrong", details: { triesLeft: left } });
    }
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await till.refused("signIn", wrong)).toMatchObject({ kind: "pin-locked", details: { seconds } });
      expect((await till.refused("signIn", people.cashier)).kind).toBe("pin-locked");
      till.passTime(seconds * 1000);
    }
    expect((await till.call("signIn", people.cashier)).operator?.name).toBe("Ковалёва А.");
    expect(await till.refused("signIn", wrong)).toMatchObject({ kind: "pin-wrong", details: { triesLeft: 4 } });
  });

  it("keeps the count of wrong PINs over a restart and over a clock set back", async () => {
    for (let tries = 0; tries < 5; tries++) await till.refused("signIn", wrong);
    till.passTime(-24 * 3_600_000);
    expect((await till.refused("signIn", people.cashier)).kind).toBe("pin-locked");
    till = await till.restart();
    expect((await till.refused("signIn", people.cashier)).kind).toBe("pin-locked");
    expect(
      (await till.call("getSession")).operators.find((each) => each.id === "kovaleva")?.lockedUntil,
    ).not.toBeNull();
  });

  it("says in the right plural how many tries are left, and records every failure", async () => {
    expect((await till.refused("signIn", wrong)).message).toBe("PIN не подошёл. Ещё 4 попытки");
    await till.refused("signIn", wrong);
    await till.refused("signIn", wrong);
    expect((await till.refused("signIn", wrong)).message).toBe("PIN не подошёл. Ещё 1 попытка");
    await till.call("signIn", people.manager);
    const rows = await till.call("listJournal", {});
    expect(rows.filter((row) => row.kind === "pin-refused")).toHaveLength(4);
  });

  it("switches operators and locks without touching the basket", async () => {
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    await till.call("signIn", people.manager);
    expect((await till.call("getBasket")).lines).toHaveLength(1);
    await till.call("signOut");
    expect((await till.refused("getBasket")).kind).toBe("not-signed-in");
    await till.call("signIn", people.cashier);
    expect((await till.call("getBasket")).lines).toHaveLength(1);
  });

  it("shows PINs of the demo only", async () => {
    expect((await till.call("getSession")).operators.every((each) => each.demoPin !== null)).toBe(true);
  });
});

describe("a real first run", () => {
  it("begins with nobody and makes one administrator, who adds the others", async () => {
    await till.remove();
    till = openTestTill({ demo: false });
    expect((await till.call("getSession")).operators).toEqual([]);
    expect((await till.call("createFirstOperator", { name: "Анна", pin: "739154" })).operator?.role).toBe(
      "administrator",
    );
    expect((await till.refused("createFirstOperator", { name: "Ещё", pin: "111111" })).kind).toBe("not-permitted");
    const { operators } = await till.call("saveOperator", { name: "Кассир", role: "cashier", pin: "2580" });
    const cashier = operators.find((each) => each.role === "cashier");
    expect(cashier?.demoPin).toBeNull();
    await till.call("signIn", { operatorId: cashier?.id ?? "", pin: "2580" });
    expect((await till.refused("saveOperator", { name: "Друг", role: "administrator", pin: "1234" })).kind).toBe(
      "not-permitted",
    );
  });

  it("says who may, and sends nobody to himself", async () => {
    await till.call("signIn", people.administrator);
    expect(await till.refused("openShift", { floatMinor: 0 })).toMatchObject({
      message: "Для этого нужна другая роль: кассир, администратор зала, старший смены",
      steps: ["Войти другому сотруднику"],
    });
    await till.call("signIn", people.cashier);
    expect(await till.refused("backUp", {})).toMatchObject({
      message: "Для этого нужна другая роль: старший смены, администратор",
    });
  });

  it("never leaves a terminal without an administrator, nor a person without a PIN", async () => {
    await till.call("signIn", people.administrator);
    const demoted = { id: "gonchar", name: "Гончар С.", role: "cashier" as const };
    expect((await till.refused("saveOperator", demoted)).kind).toBe("last-administrator");
    expect((await till.refused("saveOperator", { name: "Без PIN", role: "cashier" })).kind).toBe("invalid-input");
    expect((await till.refused("saveOperator", { ...demoted, id: "nobody" })).kind).toBe("operator-unknown");
  });

  it("a new PIN lifts a lock", async () => {
    for (let tries = 0; tries < 5; tries++) await till.refused("signIn", wrong);
    await till.call("signIn", people.administrator);
    await till.call("saveOperator", { id: "kovaleva", name: "Ковалёва А.", role: "cashier", pin: "5050" });
    expect((await till.call("signIn", { operatorId: "kovaleva", pin: "5050" })).operator?.id).toBe("kovaleva");
  });
});

describe("somebody who does not work here any more", () => {
  const cashier = { id: "kovaleva", name: "Ковалёва А.", role: "cashier" as const };
  const manager = { id: "moroz", name: "Мороз И.", role: "shift-manager" as const };
  const administrator = { id: "gonchar", name: "Гончар С.", role: "administrator" as const };
  beforeEach(() => till.call("signIn", people.administrator));

  it("is off the login screen and can neither sign in nor consent, over a restart too", async () => {
    await till.call("saveOperator", { ...cashier, active: false });
    await till.call("saveOperator", { ...manager, active: false });
    till = await till.restart();
    expect((await till.call("getSession")).operators.map((each) => each.id)).toEqual(["gonchar", "lapko"]);
    expect(await till.refused("signIn", people.cashier)).toMatchObject({
      kind: "operator-inactive",
      message: "Ковалёва А. на этой кассе больше не работает. Вернуть может администратор",
    });
    await till.call("signIn", people.receptionist);
    await till.call("openShift", { floatMinor: 0 });
    const close = { countedMinor: 0, override: people.manager };
    expect((await till.refused("closeShift", close)).kind).toBe("operator-inactive");
  });

  it("is still shown to the administrator, who brings them back with the same PIN", async () => {
    const { operators } = await till.call("saveOperator", { ...cashier, active: false });
    expect(operators.find((each) => each.id === "kovaleva")?.active).toBe(false);
    expect(operators.find((each) => each.id === "moroz")?.active).toBe(true);
    await till.call("saveOperator", { ...cashier, name: "Ковалёва Анна" });
    expect((await till.refused("signIn", people.cashier)).kind).toBe("operator-inactive");
    await till.call("saveOperator", { ...cashier, active: true });
    const texts = (await till.call("listJournal", { limit: 3 })).map((row) => row.text);
    expect(texts[0]).toBe("Сотрудник Ковалёва А. снова работает");
    expect((await till.call("signIn", people.cashier)).operator?.name).toBe("Ковалёва А.");
  });

  it("keeps the name in what was done", async () => {
    await till.call("saveOperator", { ...cashier, active: false });
    const rows = await till.call("listJournal", { limit: 1 });
    expect(rows[0]).toMatchObject({ operator: "Гончар С.", text: "Сотрудник Ковалёва А. отключён" });
  });

  it("is never the last administrator who may sign in; with another one it is out at once", async () => {
    expect((await till.refused("saveOperator", { ...administrator, active: false })).kind).toBe("last-administrator");
    await till.call("saveOperator", { ...cashier, role: "administrator", active: false });
    expect((await till.refused("saveOperator", { ...administrator, active: false })).kind).toBe("last-administrator");
    await till.call("saveOperator", { ...cashier, role: "administrator", active: true });
    const session = await till.call("saveOperator", { ...administrator, active: false });
    expect(session.operator).toBeNull();
    expect((await till.refused("signIn", people.administrator)).kind).toBe("operator-inactive");
  });

  it("the same as before is no fact", async () => {
    const { journal } = await till.call("getStatus");
    await till.call("saveOperator", { ...cashier, active: true });
    expect((await till.call("getStatus")).journal.events).toBe(journal.events);
  });
});

describe("rights", () => {
  it.each([
    ["administrator", "sale", (t: TestTill) => t.refused("scan", { code: goods.milk.code })],
    ["cashier", "journal", (t: TestTill) => t.refused("listJournal", {})],
    ["cashier", "settings", (t: TestTill) => t.refused("saveSettings", { settings: { zoom: 125, siteName: "Мой" } })],
    ["manager", "programme", (t: TestTill) => t.refused("installPack", { json: "{}" })],
    ["cashier", "catalogue", (t: TestTill) => t.refused("previewCatalogue", { csv: "" })],
  ] as const)("the %s has no right to the %s", async (who, _, attempt) => {
    await till.call("signIn", people[who]);
    expect((await attempt(till)).kind).toBe("not-permitted");
  });

  it.each(["manager", "administrator"] as const)("the %s changes settings, and the change is a fact", async (who) => {
    await till.call("signIn", people[who]);
    await till.call("saveSettings", { settings: { zoom: 150, siteName: "Магазин 7" } });
    till = await till.restart();
    expect((await till.call("getSession")).settings).toMatchObject({ zoom: 150, siteName: "Магазин 7", locale: "ru" });
  });

  it.each([{ theme: "dark" }, { zoom: 150 }, { keyCaps: false }, { soundVolume: 0 }] as const)(
    "a cashier sets what suits their eyes and ears: %j",
    async (settings) => {
      expect((await till.refused("saveSettings", { settings: { ...settings, idleLockMinutes: 5 } })).kind).toBe(
        "not-signed-in",
      );
      await till.call("signIn", people.cashier);
      expect((await till.call("saveSettings", { settings })).settings).toMatchObject(settings);
    },
  );

  it("the theme changes before signing in, nothing else does", async () => {
    expect((await till.call("saveSettings", { settings: { theme: "contrast" } })).settings.theme).toBe("contrast");
    const both = { theme: "dark", zoom: 150 } as const;
    expect((await till.refused("saveSettings", { settings: both })).kind).toBe("not-signed-in");
    expect((await till.call("getSession")).settings.theme).toBe("contrast");
  });

  it("the language changes for everybody, before signing in too", async () => {
    await till.call("setLocale", { locale: "be" });
    expect((await till.refused("getBasket")).message).toBe("Уваход не выкананы. Выберыце сябе і ўвядзіце PIN");
    await till.call("setLocale", { locale: "en" });
    expect((await till.refused("signIn", wrong)).message).toBe("Wrong PIN. 4 tries left");
  });
});

describe("blocking a card", () => {
  const block = { number: cards.active, reason: "lost" as const, source: "звонок" };
  beforeEach(async () => {
    await till.remove();
    till = await openSellingTill();
  });

  it("re-prices the open basket that holds it at once and tells every screen", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    await till.call("signIn", people.manager);
    const view = await till.call("blockCard", block);
    expect(view).toMatchObject({ status: "blocked", inOpenBasket: true });
    expect(till.last("cardBlocked")).toMatchObject({ masked: "··7208", inOpenBasket: true });
    expect(till.last("basketChanged")).toMatchObject({ card: { state: "refused" }, totals: { discountMinor: 0 } });
  });

  it("re-prices a blank on the receipt, too: it can no longer be sold", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.blank });
    await till.call("blockCard", { ...block, number: cards.blank, override: people.manager });
    const basket = till.last("basketChanged");
    expect(basket.lines[1]?.state).toBe("refused");
    expect(basket.blocked).not.toBeNull();
    const { revision, totals } = basket;
    const sale = { requestId: "x", revision, payableMinor: totals.payableMinor, tenders: [] };
    expect((await till.refused("completeSale", sale)).kind).toBe("line-refused");
  });

  it("is done at the till with a manager's PIN only, and shows up in the card's history and the shift", async () => {
    expect((await till.refused("blockCard", block)).kind).toBe("override-needed");
    await till.call("blockCard", { ...block, override: people.manager });
    const view = await till.call("findCard", { number: cards.active });
    expect(view.history[0]).toMatchObject({ text: "Заблокирована: потеряна", operator: "Ковалёва А." });
    expect((await till.call("getShift"))?.cards.blocked).toBe(1);
    expect((await till.refused("scan", { code: cards.active })).clause).toBe("17");
  });

  it("tells a cashier which moves need a manager's PIN and which no PIN opens", async () => {
    const { moves } = await till.call("findCard", { number: cards.active });
    const opens = Object.fromEntries(moves.map(({ move, withManager }) => [move, withManager]));
    expect(opens).toMatchObject({ block: true, withdraw: true, replace: false });
    await till.call("moveCard", { number: cards.active, move: "withdraw", reason: "изъята", override: people.manager });
    expect((await till.call("findCard", { number: cards.active })).status).toBe("withdrawn");
  });

  it("003 §11, §26: a manager may withdraw; unblocking is for head office, replacing for nobody", async () => {
    await till.call("signIn", people.manager);
    const moves = (await till.call("findCard", { number: cards.lost })).moves;
    const allowed = Object.fromEntries(moves.map(({ move, allowed: may }) => [move, may]));
    expect(allowed).toMatchObject({ withdraw: true, unblock: false, replace: false });
    expect(moves.filter((move) => !move.allowed).every((move) => move.why !== null)).toBe(true);
    const input = { number: cards.lost, reason: "нашлась" };
    expect(await till.refused("moveCard", { ...input, move: "unblock" })).toMatchObject({
      kind: "card-move-refused",
      clause: "26",
    });
    expect(await till.refused("moveCard", { ...input, move: "replace" })).toMatchObject({
      kind: "card-move-refused",
      clause: "16",
    });
    expect((await till.call("moveCard", { ...input, move: "withdraw" })).status).toBe("withdrawn");
    expect((await till.refused("moveCard", { ...input, move: "block" })).kind).toBe("card-move-refused");
  });

  it("is not forgotten by a restart", async () => {
    await till.call("blockCard", { ...block, override: people.manager });
    till = await till.restart();
    await till.call("signIn", people.cashier);
    expect((await till.call("findCard", { number: cards.active })).status).toBe("blocked");
  });
});
