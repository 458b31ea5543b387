import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstLink } from "../../../hq/console-api/index.ts";
import { consoleRoles } from "../../../hq/console-contract/index.ts";
import { field, openStaffedConsole, password, type StaffedConsole } from "./console-client.ts";

let office: StaffedConsole;

beforeAll(async () => {
  office = await openStaffedConsole();
}, 60_000);
afterAll(() => office.close());

describe("who comes in", () => {
  it("the first administrator is made by a link that works once", async () => {
    expect(await firstLink(office.ledger, "http://hq.example", office.clock.now)).toBeUndefined();
    const { body } = await office.as("administrator").call("invitePerson", { name: "Временный", role: "viewer" });
    const token = field(body, "token");
    await office.accept(token, "не учитывается");
    const again = await office.browser().call("acceptInvite", { token, name: "Другой", password });
    expect([again.status, field(again.body, "code")]).toEqual([403, "invite-over"]);
  });

  it("who made all administrators something else gets a new link at the next start", async () => {
    await office.ledger.query("UPDATE console_person SET role = 'viewer' WHERE role = 'administrator'");
    expect(await firstLink(office.ledger, "http://hq.example", office.clock.now)).toContain("/console/#invite/");
    await office.ledger.query("UPDATE console_person SET role = 'administrator' WHERE name = 'Лукина Е.'");
  });

  it("a link is over after its time", async () => {
    const { body } = await office.as("administrator").call("invitePerson", { name: "Поздний", role: "viewer" });
    office.clock.now += 86_400_001;
    const late = await office.browser().call("readInvite", { token: field(body, "token") });
    expect(field(late.body, "code")).toBe("invite-over");
    office.clock.now -= 86_400_001;
  });

  it("a session's cookie is read by no script, sent by no other site, and stays on TLS", async () => {
    const browser = office.browser();
    const plain = await browser.call("signIn", { name: "лукина  е.", password });
    expect(plain.cookie).toMatch(/^hq_session=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const tls = { origin: "https://hq.example" };
    const secure = await office.browser().send("signIn", { name: "Лукина Е.", password }, tls);
    expect(secure.cookie).toContain("; Secure");
    await browser.call("signOut", {});
    expect((await browser.call("listTerminals", {})).status).toBe(401);
  });

  it("an unknown name and a wrong password are refused alike", async () => {
    const tries = [
      { name: "Никто", password },
      { name: "Ильина С.", password: "не тот пароль" },
    ];
    const answers = await Promise.all(tries.map((input) => office.browser().call("signIn", input)));
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [403, { code: "sign-in-wrong", message: "name or password" }],
      [403, { code: "sign-in-wrong", message: "name or password" }],
    ]);
  });

  it("after five wrong passwords the right one is refused too, for 30 seconds, then twice as long", async () => {
    const { body } = await office.as("administrator").call("invitePerson", { name: "Забывчивый", role: "viewer" });
    await office.accept(field(body, "token"), "не учитывается");
    const guess = (guessed: string) => office.browser().call("signIn", { name: "Забывчивый", password: guessed });
    // At once: they are counted before they are looked at.
    await Promise.all([1, 2, 3, 4, 5].map(() => guess("не тот пароль")));
    const locked = await guess(password);
    expect([locked.status, locked.body]).toEqual([
      429,
      expect.objectContaining({ code: "sign-in-locked", seconds: 30 }),
    ]);
    office.clock.now += 30_000;
    await guess("не тот пароль");
    expect((await guess(password)).body).toMatchObject({ seconds: 60 });
    office.clock.now += 60_000;
    expect((await guess(password)).status).toBe(200);
  });

  it("a session ends after an hour without a call", async () => {
    const browser = office.browser();
    await browser.call("signIn", { name: "Орлов П.", password });
    office.clock.now += 3_600_001;
    expect((await browser.call("listTerminals", {})).status).toBe(401);
    office.clock.now -= 3_600_001;
  });

  it("who is switched off is out at the next call, and the last administrator stays", async () => {
    const { body } = await office.as("administrator").call("invitePerson", { name: "Уходящий", role: "viewer" });
    const browser = await office.accept(field(body, "token"), "не учитывается");
    await office.as("administrator").call("switchOffPerson", { name: "Уходящий", reason: "уволен" });
    expect((await browser.call("listTerminals", {})).status).toBe(401);
    const last = await office.as("administrator").call("switchOffPerson", { name: "Лукина Е.", reason: "уволена" });
    expect(field(last.body, "code")).toBe("last-administrator");
  });
});

describe("what is refused", () => {
  it.each<Record<string, string>>([
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "" },
    { "content-type": "text/plain" },
  ])("a change asked for with %j", async (headers) => {
    const input = { name: "Касса", shard: "main" };
    expect((await office.as("administrator").send("offerCode", input, headers)).status).toBeGreaterThanOrEqual(400);
  });

  it.each(consoleRoles)("to %s what is above the role", async (role) => {
    const number = "9000000000001";
    const may = {
      offerCode: await office.as(role).send("offerCode", { name: "Касса", shard: "main" }),
      invitePerson: await office.as(role).send("invitePerson", { name: "Новый", role: "viewer" }),
      blockCard: await office.as(role).send("blockCard", { number, epoch: 99, reason: "проверка" }),
      findCards: await office.as(role).send("findCards", { text: "" }),
    };
    const all = Object.fromEntries(Object.entries(may).map(([name, { status }]) => [name, status]));
    const [yes, no, meanwhile] = [200, 403, 409];
    expect(all).toEqual(
      {
        administrator: { offerCode: yes, invitePerson: yes, blockCard: meanwhile, findCards: yes },
        cards: { offerCode: no, invitePerson: no, blockCard: meanwhile, findCards: yes },
        stock: { offerCode: no, invitePerson: no, blockCard: no, findCards: yes },
        viewer: { offerCode: no, invitePerson: no, blockCard: no, findCards: yes },
      }[role],
    );
  });

  it("every answer carries a content policy without inline code", async () => {
    const answer = await office.gateway.inject({ method: "POST", url: "/console/api/whoAmI" });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers["content-security-policy"]).not.toContain("unsafe");
  });
});
