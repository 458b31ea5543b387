import { hashSync } from "@node-rs/argon2";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { raiseLists, saveCatalogue, saveOperator, type OperatorChange } from "../../../hq/trust/index.ts";
import { goods, openTestTill, people, type TestTill } from "../engine/test-till.ts";
import { openOffice, type TestOffice } from "./office.ts";

let office: TestOffice;
const tills: TestTill[] = [];

beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());
afterEach(async () => {
  office.tamper = undefined;
  await office.ledger.query("DELETE FROM till_operator");
  await office.ledger.query("DELETE FROM catalogue");
  for (const till of tills.splice(0)) await till.remove();
});

async function enrolled(): Promise<TestTill> {
  const till = openTestTill({ at: new Date().toISOString() });
  tills.push(till);
  await till.call("signIn", people.administrator);
  await till.call("enrolTerminal", { url: office.url(), code: await office.code() });
  await until("its documents are here", async () => (await sentOf(till)) !== null);
  return till;
}

const until = async (what: string, holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
};

const sentOf = async (till: TestTill) => (await till.call("getSync")).sent;
const refusalOf = async (till: TestTill) => (await sentOf(till))?.refused ?? null;
const ruledOf = async (till: TestTill) => (await sentOf(till))?.ruled ?? [];

async function raise(): Promise<void> {
  await office.ledger.transaction((sql) => raiseLists(sql, Date.now()));
}

/** PINs of these tests; hashed once, it takes its time. */
const pins = { "2468": hashSync("2468"), "1357": hashSync("1357") };

async function person(id: string, change: Partial<OperatorChange> = {}): Promise<void> {
  const place = { shards: [], terminals: [] };
  const who = { id, name: `Человек ${id}`, role: "cashier", active: true, ...place } as const;
  const saved = await saveOperator(office.ledger, {
    ...who,
    pinHash: pins["2468"],
    by: "Лукина",
    now: Date.now(),
    ...change,
  });
  expect(saved).toBe(true);
}

const chief = { operatorId: "chief", pin: "2468" } as const;

const namesAt = async (till: TestTill) => {
  const { operators } = await till.call("getSession");
  return operators
    .filter(({ active }) => active)
    .map(({ id }) => id)
    .toSorted();
};

describe("operators from head office", () => {
  it("may sign in at once, and whom it does not name may not any more", async () => {
    const till = await enrolled();
    await person("chief", { role: "administrator" });
    await person("anna");
    await raise();
    await until("the people are here", async () => (await namesAt(till)).includes("anna"));
    expect(await namesAt(till)).toEqual(["anna", "chief"]);
    await till.call("signIn", chief);
    expect(await ruledOf(till)).toContain("Сотрудники");
    expect((await till.call("signIn", { operatorId: "anna", pin: "2468" })).operator?.id).toBe("anna");
    expect((await till.refused("signIn", people.cashier)).kind).toBe("operator-inactive");
  });

  it("who has left is out, and cannot come in again", async () => {
    const till = await enrolled();
    await person("chief", { role: "administrator" });
    await person("anna");
    await raise();
    await until("anna is here", async () => (await namesAt(till)).includes("anna"));
    await till.call("signIn", { operatorId: "anna", pin: "2468" });
    await person("anna", { active: false });
    await raise();
    await until("anna is out", async () => (await till.call("getSession")).operator === null);
    expect((await till.refused("signIn", { operatorId: "anna", pin: "2468" })).kind).toBe("operator-inactive");
  });

  it("never lock the last administrator out", async () => {
    const till = await enrolled();
    await person("anna");
    await raise();
    await until("anna is here", async () => (await namesAt(till)).includes("anna"));
    expect(await namesAt(till)).toEqual(["anna", people.administrator.operatorId]);
    expect((await till.call("signIn", people.administrator)).operator?.role).toBe("administrator");
  });

  it("get a new PIN at head office, and the till says so when asked to change one", async () => {
    const till = await enrolled();
    await person("chief", { role: "administrator" });
    await raise();
    await until("the chief is here", async () => (await namesAt(till)).includes("chief"));
    await till.call("signIn", { operatorId: "chief", pin: "2468" });
    const refused = await till.refused("saveOperator", {
      id: "chief",
      name: "Иная",
      role: "administrator",
      pin: "9999",
    });
    expect(refused.kind).toBe("office-rules-operators");
    await person("chief", { role: "administrator", pinHash: pins["1357"] });
    await raise();
    await until("the new PIN holds", async () => {
      const answer = await till.raw({ id: 1, command: "signIn", input: { operatorId: "chief", pin: "1357" } });
      return "ok" in answer;
    });
  });

  it("are given to the tills they work at, no others", async () => {
    const till = await enrolled();
    const id = (await till.call("getSync")).terminal?.id ?? "";
    await person("chief", { role: "administrator" });
    await person("here", { terminals: [id] });
    await person("elsewhere", { terminals: ["t-other"] });
    await person("region", { shards: ["brest"] });
    await raise();
    await until("the people are here", async () => (await namesAt(till)).includes("here"));
    expect(await namesAt(till)).toEqual(["chief", "here"]);
  });
});

const header = "sku,barcode,name_ru,category,unit,price_minor,currency";
const bread = (priceMinor: number): string => `${header}\n9001,4810000000018,Хлеб,food,pcs,${priceMinor},BYN\n`;

async function hand(csv: string): Promise<void> {
  const order = { csv, shard: "", rows: 1, programme: "beltamozh", at: Date.now(), by: "Лукина" };
  await saveCatalogue(office.ledger, order);
  await raise();
}

const priceOf = async (till: TestTill, code: string): Promise<number | undefined> => {
  const answer = await till.raw({ id: 1, command: "checkPrice", input: { code } });
  return "ok" in answer ? Number(/"priceMinor":(\d+)/.exec(JSON.stringify(answer.ok))?.[1]) : undefined;
};

describe("catalogue and prices from head office", () => {
  it("replace the till's own whole, while a sale goes on with what was entered", async () => {
    const till = await enrolled();
    await till.call("signIn", people.manager);
    await till.call("openShift", { floatMinor: 0 });
    await till.call("scan", { code: goods.milk.code });
    const before = (await till.call("getBasket")).totals.payableMinor;
    await hand(bread(199));
    await until("the bread is here", async () => (await priceOf(till, "4810000000018")) === 199);
    expect((await till.call("getStatus")).items).toBe(1);
    expect((await till.call("getBasket")).totals.payableMinor).toBe(before);
    expect((await till.refused("previewCatalogue", { csv: bread(1) })).kind).toBe("office-rules-catalogue");
  });

  it("with an error in it are refused whole, which the till says", async () => {
    const till = await enrolled();
    const items = (await till.call("getStatus")).items;
    await hand(bread(-5));
    await until("it is refused", async () => (await refusalOf(till)) !== null);
    expect((await refusalOf(till))?.text).toContain("ошибки");
    expect((await till.call("getStatus")).items).toBe(items);
    await hand(bread(210));
    await until("the corrected one is here", async () => (await priceOf(till, "4810000000018")) === 210);
    expect(await refusalOf(till)).toBeNull();
  });
});

describe("what somebody changes on the way", () => {
  const flip = (text: string, at: number): string =>
    text.slice(0, at) + (text[at] === "1" ? "2" : "1") + text.slice(at + 1);

  it.each([
    ["the timestamp", "/v1/trust/head"],
    ["the lists", "/v1/trust/lists"],
    ["a file", "/v1/trust/file/"],
  ])("%s: is refused, the reason is shown here and at head office, and the old state stays", async (_, path) => {
    const till = await enrolled();
    const before = await namesAt(till);
    office.tamper = (asked, text) => (asked.startsWith(path) ? flip(text, Math.floor(text.length / 2)) : text);
    await person("chief", { role: "administrator" });
    await raise();
    await until("it is refused", async () => (await refusalOf(till)) !== null);
    expect(await namesAt(till)).toEqual(before);
    const id = (await till.call("getSync")).terminal?.id ?? "";
    await until("head office knows", async () => {
      const [row] = await office.ledger.query<{ trust: string }>("SELECT trust FROM terminal WHERE terminal_id = $1", [
        id,
      ]);
      return row?.trust.includes('"rule"') === true;
    });
    office.tamper = undefined;
    await till.call("syncNow");
    await until("what is right is taken", async () => (await namesAt(till)).includes("chief"));
    await till.call("signIn", chief);
    expect(await refusalOf(till)).toBeNull();
  });
});
