import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { chainInput, chainStart } from "../../../core/sync/index.ts";
import {
  beginGeneration,
  enrolTerminal,
  findTerminal,
  holdShard,
  offerCode,
  projectShard,
  storeFacts,
} from "../../../hq/ledger/index.ts";
import {
  brest,
  cardAt,
  cardsAt,
  idOf,
  july,
  lapko,
  minsk,
  openStock,
  programme,
  receiveLot,
  sendTo,
  type StockOffice,
} from "./stock-story.ts";

const offices: StockOffice[] = [];
const office = (): StockOffice => {
  const [first] = offices;
  if (!first) throw new Error("no office is open");
  return first;
};
const till = "t-1";
const generation = "00000000000000aa";

beforeAll(async () => {
  const opened = await openStock();
  offices.push(opened);
  const { ledger, clock } = opened;
  await offerCode(ledger, { codeHash: "code", name: "Касса 1", shard: "main", until: clock.now + 1000 });
  const device = { codeHash: "code", terminal: till, publicKey: "key", device: "{}", now: clock.now };
  await enrolTerminal(ledger, device);
  await beginGeneration(ledger, { terminal: till, generation: "" }, generation);
}, 60_000);
beforeEach(async () => {
  await office().begin();
  await office().ledger.query("INSERT INTO shard (shard) VALUES ('main') ON CONFLICT (shard) DO NOTHING");
  await office().ledger.query("UPDATE terminal SET acked = 0, projected = 0, chain = $1", [chainStart]);
  await office().ledger.query("DELETE FROM event");
  await receiveLot(office());
  await sendTo(office(), minsk, { name: "w1", numbers: cardsAt(0, 10) });
});
afterAll(() => office().close());

const move = (place: number, from: string, to: string) => ({ number: cardAt(place), from, to, ground: null });

/** The till tells of one receipt with these cards, taken over by the projector. */
async function sell(...cardMoves: readonly object[]): Promise<void> {
  const { ledger, clock } = office();
  const known = await findTerminal(ledger, till);
  const { acked = 0, chain = chainStart } = known ?? {};
  const body = { pack: { id: programme }, cardMoves };
  const fact = canonicalJson({ v: 1, kind: "sale-completed", id: `s${acked}`, at: july - 3_600_000, body });
  const link = createHash("sha256").update(chainInput(chain, fact)).digest("hex");
  const expected = { generation, acked, chain };
  const fresh = { from: acked + 1, facts: [fact], chain: link };
  expect(await storeFacts(ledger, { terminal: till, expected, fresh, receivedAt: clock.now })).toBe(true);
  const lease = await holdShard(ledger, { shard: "main", owner: "test", now: clock.now });
  if (!lease) throw new Error("another has the shard");
  await projectShard(ledger, lease, clock.now);
}

const place = (where: string | null) =>
  office().done("placeStockTill", { programme, terminal: till, place: where === null ? null : idOf(where) });

async function differences(): Promise<unknown[]> {
  const found = await office().done("listStockDifferences", { programme, open: true });
  return found.differences.map(({ kind, numbers }) => [kind, numbers]);
}

describe("003 §6, §7: cards sold and given at a till leave its branch's store", () => {
  it("once, however often the book is looked at", async () => {
    await place("minsk");
    await sell(move(0, "stocked", "active"), move(1, "stocked", "issued"));
    await sell(move(1, "issued", "active"));
    expect(await office().cardsOf(minsk)).toBe(8);
    expect(await office().cardsOf(minsk)).toBe(8);
    expect(await office().cardsOf(`sold:${idOf("minsk")}`)).toBe(2);
    expect(await differences()).toEqual([]);
    const { moves } = await office().done("listStockMoves", { programme, holder: "", text: cardAt(0), before: null });
    expect(moves.map(({ kind }) => kind)).toEqual(["sell", "arrive", "send", "receive"]);
    expect(moves[0]).toMatchObject({ about: "Касса 1", cards: 1 });
    const again = { programme, id: idOf("m"), kind: "entrust", on: "2025-07-10", note: "" } as const;
    const gone = await office().call("moveStock", { ...again, from: minsk, to: lapko, numbers: cardAt(0) });
    expect(gone.body).toMatchObject({ code: "gone", said: { holder: { name: "Минский филиал" } } });
  });

  it("asks a person where the till stands, and follows as soon as that is said", async () => {
    await sell(move(0, "stocked", "active"));
    expect(await office().cardsOf(minsk)).toBe(10);
    expect(await differences()).toEqual([["till-without-place", cardAt(0)]]);
    await place("minsk");
    expect(await office().cardsOf(minsk)).toBe(9);
    expect(await differences()).toEqual([]);
  });

  it("asks about a card of another branch, of nobody, under way, or sold before", async () => {
    await place("brest");
    await sell(move(0, "stocked", "active"), move(150, "stocked", "active"));
    expect(await differences()).toEqual([
      ["other-holder", cardAt(0)],
      ["not-in-stock", cardAt(150)],
    ]);
    const found = await office().done("listStockDifferences", { programme, open: true });
    const other = found.differences.find(({ kind }) => kind === "other-holder");
    expect(other).toMatchObject({ source: "Касса 1", holderName: "Минский филиал", clause: "32" });
    const to = other?.choices[0]?.holder ?? null;
    expect(to).toBe(`sold:${idOf("brest")}`);
    await office().done("settleStockDifference", {
      programme,
      id: other?.id ?? "",
      to,
      note: "Привезли без накладной",
    });
    expect([await office().cardsOf(minsk), await office().cardsOf(brest)]).toEqual([9, 0]);
    expect(await office().cardsOf(`sold:${idOf("brest")}`)).toBe(1);
  });
});

describe("003 §30, §33: a card that was handed out is activated at its first use", () => {
  const revenue = { programme, place: idOf("minsk"), period: "2025-H1", paper: "7", version: 0 };

  beforeEach(async () => {
    const alpha = { programme, id: idOf("alpha"), version: 0, name: "ООО «Альфа»", resident: true };
    await office().done("saveStockOrganisation", alpha);
    await office().done("stateStockRevenue", { ...revenue, organisation: idOf("alpha"), minor: 6_000_000 });
    const entrust = { programme, id: idOf("m1"), kind: "entrust", on: "2025-07-05", note: "" } as const;
    await office().done("moveStock", { ...entrust, from: minsk, to: lapko, numbers: cardsAt(0, 3) });
  });

  const give = (id: string, numbers: string) =>
    office().done("handOut", {
      programme,
      id: idOf(id),
      on: "2025-07-06",
      person: idOf("lapko"),
      numbers,
      for: { route: "organisation", organisation: idOf("alpha"), period: "2025-H1", service: "склад" },
    });

  it("without a word when it was reported before, and when it was written off", async () => {
    await give("h1", cardsAt(0, 2));
    await sell(move(0, "with-distributor", "active"));
    expect(await differences()).toEqual([]);
    expect(await office().cardsOf(`handed:${idOf("lapko")}`)).toBe(2);
  });

  it("waits for the report when it comes first, and is settled by it", async () => {
    await sell(move(0, "with-distributor", "active"), move(5, "with-distributor", "active"));
    expect(await differences()).toEqual([
      ["before-report", cardAt(0)],
      ["not-handed-out", cardAt(5)],
    ]);
    await give("h1", cardsAt(0, 2));
    expect(await differences()).toEqual([["not-handed-out", cardAt(5)]]);
  });
});
