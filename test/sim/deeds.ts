import type { CallName } from "../../core/contract/index.ts";
import { decideCard } from "../../hq/console-store/card-decisions.ts";
import { findCard } from "../../hq/console-store/card-search.ts";
import { decideTerminal } from "../../hq/console-store/terminal-rows.ts";
import { fairWeather } from "./network.ts";
import { Cut } from "./sqlite-ledger.ts";
import { Expected } from "./office.ts";
import type { Deed, DeedKind } from "./plan.ts";
import { cardNumbers, milk } from "./shop.ts";
import { gatewayOf, place, type Place, type World } from "./world.ts";

type At = { readonly world: World; readonly at: Place; readonly pick: number; readonly on: number };
type Doing = (at: At) => void;

export function doDeed(world: World, { kind, on, pick }: Deed): void {
  const there = world.places.filter(({ away }) => !away);
  const at = there[on % there.length];
  if (at) doings[kind]({ world, at, pick, on });
}

const card = (pick: number): string => cardNumbers[pick % cardNumbers.length] ?? cardNumbers[0];

const doings: Readonly<Record<DeedKind, Doing>> = {
  block: (to) => void call(to, "blockCard", { number: card(to.pick), reason: "lost", source: "" }),
  unblock: (to) => void move(to, "unblock"),
  withdraw: (to) => void move(to, "withdraw"),
  transfer: (to) => void move(to, "transfer"),
  sell,
  kill({ world, at, pick }) {
    world.tell(`${at.till.name} is killed`);
    at.till.kill();
    startLater(world, at, pick);
  },
  powerCut({ world, at, pick }) {
    world.tell(`${at.till.name} will lose power at write ${1 + (pick % 30)} from now`);
    at.till.disk.cutAfter(1 + (pick % 30));
    startLater(world, at, pick);
  },
  backUp({ world, at }) {
    world.tell(`${at.till.name} is copied`);
    at.copies.push(at.till.disk.copy());
  },
  restore,
  clone,
  clock({ world, at, pick }) {
    const steps = [-86_400_000, -3_600_000, -90_000, 0, 90_000, 86_400_000, 366 * 86_400_000];
    at.clockMs = steps[pick % steps.length] ?? 0;
    world.tell(`${at.till.name}'s clock is off by ${at.clockMs / 1000} s`);
  },
  weather({ world, at, pick }) {
    const ways = ["open", "open", "open", "cut", "half-open"] as const;
    const way = ways[pick % ways.length] ?? "open";
    const share = (digit: number): number => (Math.floor(pick / digit) % 10) / 20;
    at.weather = { way, loss: share(10), twice: share(100), delayMs: 20 + (Math.floor(pick / 1000) % 3000) };
    world.tell(`${at.till.name}'s network: ${JSON.stringify(at.weather)}`);
  },
  gatewayCrash({ world, on, pick }) {
    const gateway = gatewayOf(world, on);
    if (!gateway?.isUp()) return;
    world.tell(`${gateway.name} will crash ${pick % 12} statements from now`);
    gateway.crashAfter(pick % 12);
    world.time.after(pick % 20_000, () => {
      world.tell(`${gateway.name} starts`);
      gateway.start();
    });
  },
  databaseAway({ world, pick }) {
    world.tell(`the database is away for ${pick % 15_000} ms`);
    world.databaseAwayUntil = world.time.now() + (pick % 15_000);
  },
  officeBlock: (to) => officeDecides(to, "blocked"),
  officeUnblock: (to) => officeDecides(to, "unblocked"),
  release: ({ world, at }) => release(world, at.terminal),
  revoke({ world, at, pick }) {
    world.tell(`head office revokes ${at.terminal} of ${at.till.name}`);
    decided(world, (sql) =>
      decideTerminal(sql, { ...by(world), terminal: at.terminal, what: "revoke", reason: `${pick}` }),
    );
  },
  nothing: () => undefined,
};

function call({ world, at }: At, name: CallName, input: object): unknown {
  const process = at.till.process();
  const answer = process?.call(name, input);
  if (!process) return undefined;
  if (!at.till.process()) world.tell(`${at.till.name} loses power in ${name}`);
  const isOk = typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;
  if (name !== "addLine") world.tell(`${at.till.name} ${name} ${JSON.stringify(input)}: ${isOk ? "done" : "refused"}`);
  return isOk && "value" in answer ? answer.value : undefined;
}

const move = (to: At, what: string): unknown =>
  call(to, "moveCard", { number: card(to.pick), move: what, reason: "asked for" });

function sell(to: At): void {
  const { world, pick } = to;
  call(to, "addLine", { sku: milk.sku });
  if (pick % 3 > 0) call(to, "scanCard", { number: card(pick), presentation: "original" });
  const basket = call(to, "getBasket", {});
  if (typeof basket !== "object" || basket === null) return;
  const { revision, totals } = basket as { revision: number; totals: { payableMinor: number } };
  const { payableMinor } = totals;
  const tenders = payableMinor === 0 ? [] : [{ kind: "cash", amountMinor: payableMinor }];
  call(to, "completeSale", { requestId: `r-${(world.ids += 1)}`, revision, payableMinor, tenders });
}

/** A machine comes back within a minute. */
function startLater(world: World, at: Place, pick: number): void {
  world.time.after(pick % 60_000, () => {
    if (at.away || at.till.process()) return;
    world.tell(`${at.till.name} starts`);
    at.till.start();
  });
}

function restore({ world, at, pick }: At): void {
  const copy = at.copies[pick % at.copies.length];
  if (!copy) return;
  const whole = pick % 2 === 0;
  world.tell(`${at.till.name} is put back from copy ${pick % at.copies.length}${whole ? ", its witness too" : ""}`);
  at.till.restore(copy, whole);
  startLater(world, at, pick % 5000);
}

/** A second machine with what lies on the first one's disk; of its name too, where it is a copy of a whole machine. */
function clone({ world, at, pick }: At): void {
  const machine = pick % 2 === 0 ? at.till.disk.witness.machine : `machine ${world.places.length}`;
  const made = place(world, { terminal: at.terminal, key: at.key, copy: at.till.disk.copy(), machine });
  world.tell(`${at.till.name} is cloned to ${made.till.name}, ${machine}`);
  made.till.start();
}

const by = (world: World) => ({ by: "a person", now: world.office.now(), id: `d-${(world.ids += 1)}` });

export function release(world: World, terminal: string): void {
  decided(world, (sql) => decideTerminal(sql, { ...by(world), terminal, what: "release", reason: "looked at" }));
}

/** A person saw the card some moments before the decision arrives. */
function officeDecides({ world, pick }: At, to: "blocked" | "unblocked"): void {
  const number = card(pick);
  decided(world, async (sql) => {
    const seen = await findCard(sql, number);
    await new Promise<void>((resolve) => void world.time.after(pick % 700, resolve));
    return decideCard(sql, { ...by(world), number, to, reason: "asked for", epoch: seen?.epoch ?? 0 }).then(
      (result) => {
        if (result.ok) world.tell(`head office: ${number} ${to}`);
        return result;
      },
    );
  });
}

type Deciding = (sql: ReturnType<NonNullable<ReturnType<typeof gatewayOf>>["connection"]>) => Promise<unknown>;

/** On whatever gateway is up. What it cannot do now a person does another time. */
function decided(world: World, decide: Deciding): void {
  const gateway = world.office.gateways.find((each) => each.isUp());
  if (!gateway) return;
  decide(gateway.connection()).catch((error: unknown) => {
    if (!(error instanceof Cut || error instanceof Expected)) world.office.unforeseen.push(error);
  });
}

/** Nothing is in the way any more: every machine runs, and every way is open. */
export function heal(world: World): void {
  world.tell("everything is mended");
  world.databaseAwayUntil = 0;
  world.slowShare = 0;
  for (const gateway of world.office.gateways) gateway.start();
  for (const at of world.places) {
    at.weather = fairWeather;
    at.till.disk.powerBack();
    if (at.away || at.till.process()) continue;
    at.till.start();
  }
}
