import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { firstLink, serveConsole } from "../../../hq/console-api/index.ts";
import type { ConsoleCallName, ConsoleInput, ConsoleRole } from "../../../hq/console-contract/index.ts";
import { createFeedWatch, createGateway, createMetrics, newSigningKey, readSigner } from "../../../hq/api/index.ts";
import type { Sql } from "../../../hq/ledger/index.ts";
import { beginTrust, keysInFolder } from "../../../hq/trust/index.ts";
import { openLedger } from "./open-ledger.ts";

type Answer = { readonly status: number; readonly body: unknown; readonly cookie: string | undefined };

/** A gateway with the console on it, asked without a network. */
async function openConsole(sql: Sql, now: () => number) {
  const log = (): void => undefined;
  const dir = mkdtempSync(join(tmpdir(), "trust-"));
  const keys = keysInFolder(dir);
  await beginTrust(sql, keys, now());
  const watch = createFeedWatch(sql);
  const gateway: FastifyInstance = await createGateway({
    sql,
    signer: readSigner(newSigningKey()),
    now,
    paceMs: () => 0,
    stored: () => undefined,
    watch,
    metrics: createMetrics(),
    log,
    ready: async () => true,
  });
  await serveConsole(gateway, { sql, now, log, moved: watch.moved, keys, resourcesDir: "resources" });
  const close = async (): Promise<void> => {
    await gateway.close();
    rmSync(dir, { recursive: true });
  };
  return { gateway, browser: () => browserOf(gateway), close };
}

const own = { host: "hq.example", origin: "http://hq.example", "content-type": "application/json" };

/** Keeps the cookie as a browser does. */
function browserOf(gateway: FastifyInstance) {
  let cookie = "";
  const send = async (name: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const sent = { ...own, ...(cookie === "" ? {} : { cookie }), ...headers };
    const payload = JSON.stringify(input);
    const answer = await gateway.inject({ method: "POST", url: `/console/api/${name}`, headers: sent, payload });
    const set = answer.headers["set-cookie"];
    if (typeof set === "string") cookie = set.split(";")[0] ?? "";
    return { status: answer.statusCode, body: answer.json(), cookie: typeof set === "string" ? set : undefined };
  };
  return {
    send,
    call: <K extends ConsoleCallName>(name: K, input: ConsoleInput<K>): Promise<Answer> => send(name, input),
    cookie: () => cookie,
  };
}

type Browser = ReturnType<typeof browserOf>;

export const password = "длинный пароль";

/** A field of an answer, as text. */
export const field = (body: unknown, name: string): string =>
  String(typeof body === "object" && body !== null && name in body ? Reflect.get(body, name) : undefined);

/** Head office with one person of each role signed in, and a clock that stands. */
export async function openStaffedConsole(startsAt = 1_700_000_000_000) {
  const ledger = await openLedger();
  const clock = { now: startsAt };
  const office = await openConsole(ledger, () => clock.now);
  const accept = async (token: string, name: string): Promise<Browser> => {
    const browser = office.browser();
    const { status } = await browser.call("acceptInvite", { token, name, password });
    if (status !== 200) throw new Error(`the invitation of ${name} was answered ${status}`);
    return browser;
  };
  const link = await firstLink(ledger, "http://hq.example", clock.now);
  const administrator = await accept(link?.split("/").at(-1) ?? "", "Лукина Е.");
  const invite = async (name: string, role: ConsoleRole): Promise<Browser> => {
    const { body } = await administrator.call("invitePerson", { name, role });
    return accept(field(body, "token"), "не учитывается");
  };
  const people: Readonly<Record<ConsoleRole, Browser>> = {
    administrator,
    cards: await invite("Ильина С.", "cards"),
    stock: await invite("Зубко Т.", "stock"),
    viewer: await invite("Орлов П.", "viewer"),
  };
  const close = async (): Promise<void> => {
    await office.close();
    await ledger.close();
  };
  return { ...office, ledger, clock, accept, invite, as: (role: ConsoleRole): Browser => people[role], close };
}

export type StaffedConsole = Awaited<ReturnType<typeof openStaffedConsole>>;
