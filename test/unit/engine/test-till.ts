import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  calls,
  events,
  isEventName,
  Refusal,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventName,
  type EventPayload,
  type WireMessage,
} from "../../../core/contract/index.ts";
import { gtinCheckDigit } from "../../../core/scan/index.ts";
import { openEngine, type Engine } from "../../../electron/engine/index.ts";

export const resourcesDir = join(import.meta.dirname, "../../../resources");

export const people = {
  cashier: { operatorId: "kovaleva", pin: "1111" },
  receptionist: { operatorId: "lapko", pin: "2222" },
  manager: { operatorId: "moroz", pin: "3333" },
  administrator: { operatorId: "gonchar", pin: "4444" },
} as const;

export const cards = {
  active: "2900000007208",
  second: "2900000011960",
  lost: "2900000002395",
  fraud: "2900000002401",
  withdrawn: "2900000002418",
  issued: "2900000020016",
  distributed: "2900000020214",
  blank: "2900000021013",
  blank2: "2900000021020",
  unknown: "2900000099999",
} as const;

/** What a scale prints: `22`, sku, grams, check digit. */
export function weightLabel(sku: string, grams: number): string {
  const body = `22${sku.padStart(5, "0")}${String(grams).padStart(5, "0")}`;
  return `${body}${gtinCheckDigit(body)}`;
}

export const goods = {
  milk: { code: "4817000010023", priceMinor: 245 },
  beer: { code: "4817000010139", priceMinor: 329 },
  chocolate: { code: "4817000010306", priceMinor: 389 },
  /** 1.196 kg of root vegetables at 1.79. */
  roots: { code: weightLabel("1125", 1196), grossMinor: 214 },
  /** 1.284 kg of beef at 21.99. */
  beef: { code: weightLabel("1010", 1284), grossMinor: 2824 },
} as const;

/** A till of the demo on a real folder, whose clock is set by hand. Every answer is checked against the contract. */
export type TestTill = {
  readonly dir: string;
  readonly engine: Engine;
  readonly heard: { readonly event: string; readonly view: unknown }[];
  call<K extends CallName>(command: K, input?: CallInput<K>): Promise<CallOutput<K>>;
  refused<K extends CallName>(command: K, input?: CallInput<K>): Promise<Refusal>;
  raw(message: unknown): Promise<WireMessage>;
  last<K extends EventName>(event: K): EventPayload<K>;
  passTime(ms: number): void;
  setClock(at: number): void;
  close(): Promise<void>;
  /** Closes and opens the same folder again, as after a restart. */
  restart(): Promise<TestTill>;
  remove(): Promise<void>;
};

export type TillOptions = {
  readonly at?: string;
  readonly demo?: boolean;
  readonly dir?: string;
  readonly deaf?: boolean;
  /** Packs, locales and demo data of another app. */
  readonly resources?: string;
};

export function openTestTill(options: TillOptions = {}): TestTill {
  const { at = "2025-01-02T10:00:00+03:00", demo = true, deaf = false, resources = resourcesDir } = options;
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "till-"));
  let now = Date.parse(at);
  const opened = openEngine({ dataDir: dir, resourcesDir: resources, demo, wall: () => now });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const engine = opened.value;
  const heard: TestTill["heard"] = [];
  if (!deaf) listen(engine, heard);
  return {
    dir,
    engine,
    heard,
    ...callsOf(engine),
    last(event) {
      const found = heard.findLast((each) => each.event === event);
      if (!found) throw new Error(`no ${event} was heard`);
      return events[event].parse(found.view) as EventPayload<typeof event>;
    },
    passTime(ms) {
      now += ms;
    },
    setClock(next) {
      now = next;
    },
    close: () => engine.close(),
    async restart() {
      await engine.close();
      return openTestTill({ ...options, at: new Date(now).toISOString(), dir });
    },
    async remove() {
      await engine.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function listen(engine: Engine, heard: TestTill["heard"]): void {
  engine.onEvent((message) => {
    if ("event" in message && isEventName(message.event)) {
      heard.push({ event: message.event, view: events[message.event].parse(message.view) });
    }
  });
}

/** Calls whose answers are checked against the contract; ids are no business of the tests. */
function callsOf(engine: Engine): Pick<TestTill, "call" | "refused" | "raw"> {
  const raw = async (message: unknown): Promise<WireMessage> => engine.handle(message);
  return {
    raw,
    async call(command, input) {
      const answer = await raw({ id: command, command, input: input ?? {} });
      if (!("ok" in answer)) throw new Error(`${command}: ${JSON.stringify(answer)}`);
      return calls[command].output.parse(answer.ok) as CallOutput<typeof command>;
    },
    async refused(command, input) {
      const answer = await raw({ id: command, command, input: input ?? {} });
      if ("refused" in answer) return Refusal.parse(answer.refused);
      throw new Error(`${command} was not refused: ${JSON.stringify(answer).slice(0, 200)}`);
    },
  };
}

/** A demo till with the cashier signed in and a shift open on 100.00. */
export async function openSellingTill(options: TillOptions = {}): Promise<TestTill> {
  const till = openTestTill(options);
  await till.call("signIn", people.cashier);
  await till.call("openShift", { floatMinor: 10_000 });
  return till;
}

/** Pays the open basket in cash, exactly, and answers the receipt. */
export async function payCash(till: TestTill, requestId: string): Promise<CallOutput<"completeSale">> {
  const { revision, totals } = await till.call("getBasket");
  const { payableMinor } = totals;
  const tenders = payableMinor === 0 ? [] : [{ kind: "cash" as const, amountMinor: payableMinor }];
  return till.call("completeSale", { requestId, revision, payableMinor, tenders });
}
