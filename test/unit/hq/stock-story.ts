import { numberAt } from "../../../core/stock/index.ts";
import {
  consoleRoles,
  type ConsoleCallName,
  type ConsoleInput,
  type ConsoleOutput,
  type ConsoleRole,
} from "../../../hq/console-contract/index.ts";
import { openStaffedConsole, password } from "./console-client.ts";

export const programme = "beltamozh";
/** The tenth of July 2025, noon in Minsk. */
export const july = Date.UTC(2025, 6, 10, 9);

/** Ids as a page makes them, the same at every run. */
export const idOf = (name: string): string => {
  const hex = Buffer.from(name.padEnd(16, "_")).toString("hex").slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** The printer's numbers: EAN-13, from 2900000064416 on. */
export const cardAt = (place: number): string => numberAt("2900000064416", "gtin", place);
export const cardsAt = (from: number, count: number): string => `${cardAt(from)}-${cardAt(from + count - 1)}`;

const kept = [
  "book",
  "place",
  "person",
  "organisation",
  "till",
  "revenue",
  "span",
  "move",
  "move_range",
  "paper",
  "use",
  "difference",
];
const tables = [...kept.map((name) => `stock_${name}`), "card", "card_history", "feed", "shard", "audit"];

const people = { administrator: "Лукина Е.", cards: "Ильина С.", stock: "Зубко Т.", viewer: "Орлов П." } as const;

type Answer = { readonly status: number; readonly body: unknown };

/** Head office whose clerk keeps the stock: a trade office, two branches, one responsible person in each. */
export async function openStock() {
  const office = await openStaffedConsole(july);
  const call = <K extends ConsoleCallName>(name: K, input: ConsoleInput<K>, role: ConsoleRole = "stock") =>
    office.as(role).call(name, input);
  /** The answer of a call that must succeed. */
  const done = async <K extends ConsoleCallName>(name: K, input: ConsoleInput<K>): Promise<ConsoleOutput<K>> => {
    const { status, body }: Answer = await call(name, input);
    if (status !== 200) throw new Error(`${name} was answered ${status}: ${JSON.stringify(body)}`);
    return body as ConsoleOutput<K>;
  };
  const stock = async () => (await done("readStock", { programme })).stock;
  /** Cards of a holder by the books; 0 where there are none. */
  const cardsOf = async (holder: string): Promise<number> =>
    (await stock())?.holdings.find((each) => each.holder === holder)?.cards ?? 0;
  const comeIn = async (): Promise<void> => {
    for (const role of consoleRoles) await office.as(role).call("signIn", { name: people[role], password });
  };
  /** Goes on by days; whoever was signed in has to come in again. */
  const wait = async (days: number): Promise<void> => {
    office.clock.now += days * 86_400_000;
    await comeIn();
  };
  /** Empty books on the tenth of July. */
  const begin = async (): Promise<void> => {
    for (const table of tables) await office.ledger.query(`DELETE FROM ${table}`);
    const isLater = office.clock.now !== july;
    office.clock.now = july;
    if (isLater) await comeIn();
    await staff(done);
  };
  return { ...office, call, done, stock, cardsOf, wait, begin };
}
export type StockOffice = Awaited<ReturnType<typeof openStock>>;

export const centre = `place:${idOf("centre")}`;
export const minsk = `place:${idOf("minsk")}`;
export const brest = `place:${idOf("brest")}`;
export const lapko = `person:${idOf("lapko")}`;
export const moroz = `person:${idOf("moroz")}`;

type Done = <K extends ConsoleCallName>(name: K, input: ConsoleInput<K>) => Promise<ConsoleOutput<K>>;

async function staff(done: Done): Promise<void> {
  const place = { programme, version: 0, head: "Гончар С. П." };
  await done("saveStockPlace", { ...place, id: idOf("centre"), name: "УТИМ", kind: "centre" });
  await done("saveStockPlace", { ...place, id: idOf("minsk"), name: "Минский филиал", kind: "branch" });
  await done("saveStockPlace", { ...place, id: idOf("brest"), name: "Брестский филиал", kind: "branch" });
  const person = { programme, version: 0, order: "12-к", from: "2025-01-09", until: null };
  await done("saveStockPerson", { ...person, id: idOf("lapko"), name: "Лапко Н. И.", place: idOf("minsk") });
  await done("saveStockPerson", { ...person, id: idOf("moroz"), name: "Мороз И. А.", place: idOf("brest") });
}

/** A hundred cards in the trade office's store. */
export function receiveLot({ done }: StockOffice, more: Partial<ConsoleInput<"receiveStock">> = {}) {
  const lot = { programme, id: idOf("lot"), no: "ТН-1", on: "2025-07-01", place: idOf("centre"), quantity: 100 };
  return done("receiveStock", { ...lot, numbers: cardsAt(0, 100), check: "gtin", ...more });
}

/** Cards by waybill from the trade office, counted as sent unless said otherwise. */
export async function sendTo(
  { done }: StockOffice,
  to: string,
  { name, numbers, counted = numbers }: { readonly name: string; readonly numbers: string; readonly counted?: string },
) {
  const id = idOf(name);
  const paper = { programme, id, no: name, on: "2025-07-02", ground: "приказ", request: null };
  await done("sendWaybill", { ...paper, from: centre, to, numbers });
  return done("receiveWaybill", { programme, id, version: 1, on: "2025-07-03", numbers: counted, receiver: "Лапко" });
}
