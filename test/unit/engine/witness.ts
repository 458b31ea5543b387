import { strict as assert } from "node:assert";
import { calls, Refusal, type BasketView, type CallName, type ReceiptView } from "../../../core/contract/index.ts";
import type { Deed } from "./any-deed.ts";
import { people, type TestTill } from "./test-till.ts";

type Deal = Extract<Deed, { do: "pay" }>;
type Kept = { readonly open: BasketView | null; readonly suspended: readonly string[] };

/** Does what it is told at a till and checks after each deed what must hold whatever was done. */
export class Witness {
  till: TestTill;
  /** Receipt by request: what was acknowledged. */
  readonly #sold = new Map<string, ReceiptView>();
  #receipts: ReceiptView[] = [];
  /** Receipts of the open shift. */
  #ofShift: ReceiptView[] = [];
  #requests = 0;
  #token = "none";

  constructor(till: TestTill) {
    this.till = till;
  }

  async see(deed: Deed): Promise<void> {
    const before = await this.#kept();
    const done = await this.#do(deed);
    const after = await this.#kept();
    if (before && after) this.#nothingLost(before, after, done);
    if (after?.open) sumsHold(after.open);
  }

  /** What the till says in the end is what it acknowledged on the way. */
  async conclude(): Promise<void> {
    await this.#signInManager();
    const rows = await this.till.call("listReceipts", { limit: 200 });
    assert.deepEqual(
      rows.map((row) => row.number),
      rows.map((_, index) => rows.length - index),
    );
    assert.deepEqual(
      rows.map((row) => row.payableMinor).toReversed(),
      this.#receipts.map((each) => each.payableMinor),
    );
    const shift = await this.till.call("getShift");
    if (shift) assert.deepEqual(figuresOf(shift), this.#expected(shift.floatMinor));
    for (const [requestId, receipt] of this.#sold) {
      const input = { requestId, revision: 0, payableMinor: 0, tenders: [] };
      const again = (await this.#ask("completeSale", input)) as ReceiptView | null;
      if (receipt.kind === "sale") assert.equal(again?.number, receipt.number);
    }
    assert.equal((await this.till.call("listReceipts", { limit: 200 })).length, rows.length);
  }

  async #signInManager(): Promise<void> {
    this.till.passTime(3_600_000);
    await this.till.call("signIn", people.manager);
  }

  /** Answers of the contract, or null where the call was refused. A fault fails the test. */
  async #ask(command: CallName, input: unknown): Promise<unknown> {
    const message = await this.till.raw({ id: 1, command, input });
    if ("ok" in message) return calls[command].output.parse(message.ok);
    if (!("refused" in message)) throw new Error(`${command} ${JSON.stringify(input)}: ${JSON.stringify(message)}`);
    const { message: text } = Refusal.parse(message.refused);
    assert.doesNotMatch(text, /\{\{\w+\}\}|undefined|NaN|\[object/);
    assert.ok(text.length > 5);
    return null;
  }

  async #do(deed: Deed): Promise<{ readonly command: string; readonly ok: boolean }> {
    switch (deed.do) {
      case "call":
        return this.#call(deed.command, deed.input);
      case "pay":
        return this.#pay(deed);
      case "return":
        return this.#return(deed);
      case "recall": {
        const ids = (await this.#kept())?.suspended ?? [];
        return this.#call("recallBasket", { id: ids[deed.pick % Math.max(1, ids.length)] ?? "none" });
      }
      case "import":
        return this.#call("importCatalogue", { token: deed.pick % 3 === 0 ? "none" : this.#token });
      case "time":
        this.till.passTime(deed.ms);
        return { command: "time", ok: true };
      case "restart":
        this.till = await this.till.restart();
        await this.#signInManager();
        return { command: "restart", ok: true };
    }
  }

  async #call(command: CallName, input: unknown) {
    const ok = await this.#ask(command, input);
    if (ok !== null && command === "closeShift") this.#ofShift = [];
    if (typeof ok === "object" && ok !== null && "token" in ok) this.#token = String(ok.token);
    return { command, ok: ok !== null };
  }

  async #pay(deal: Deal) {
    const basket = (await this.#ask("getBasket", {})) as BasketView | null;
    if (!basket) return { command: "completeSale", ok: false };
    const known = [...this.#sold.keys()];
    const repeated = deal.how === "again" ? known[deal.pick % Math.max(1, known.length)] : undefined;
    const requestId = repeated ?? this.#request();
    const receipt = (await this.#ask("completeSale", { requestId, ...offered(basket, deal) })) as ReceiptView | null;
    if (repeated !== undefined) {
      if (receipt) assert.equal(receipt.number, this.#sold.get(repeated)?.number);
      return { command: "repeat", ok: true };
    }
    if (receipt) this.#acknowledge(requestId, receipt);
    const isWrong =
      ["stale", "wrong sum"].includes(deal.how) || (deal.how === "short" && basket.totals.payableMinor > 0);
    if (isWrong) assert.equal(receipt, null);
    return { command: "completeSale", ok: receipt !== null };
  }

  async #return(deed: Extract<Deed, { do: "return" }>) {
    const sales = this.#receipts.filter((each) => each.kind === "sale");
    const sale = sales[deed.pick % Math.max(1, sales.length)];
    const requestId = this.#request();
    const lineId = sale?.lines[deed.line % sale.lines.length]?.id ?? "1";
    const receipt = (await this.#ask("returnLines", {
      requestId,
      receiptId: sale?.id ?? "1",
      lines: [{ lineId, qtyMilli: deed.qtyMilli }],
      reason: "передумал",
      override: { operatorId: people.manager.operatorId, pin: deed.pin },
    })) as ReceiptView | null;
    if (receipt) {
      this.#acknowledge(requestId, receipt);
      const back = this.#receipts.filter((each) => each.kind === "return" && each.ofReceipt === sale?.number);
      for (const kind of ["cash", "card"] as const) {
        const kept = tenderOf(sale, kind);
        assert.ok(back.reduce((sum, each) => sum + tenderOf(each, kind), 0) <= kept);
      }
    }
    return { command: "returnLines", ok: receipt !== null };
  }

  #request(): string {
    this.#requests += 1;
    return `request-${this.#requests}`;
  }

  #acknowledge(requestId: string, receipt: ReceiptView): void {
    const lines = receipt.lines.reduce((sum, line) => sum + line.netMinor, 0);
    assert.equal(lines, receipt.payableMinor);
    assert.equal(receipt.grossMinor - receipt.discountMinor, receipt.payableMinor);
    if (receipt.kind === "sale") assert.equal(receipt.receivedMinor - receipt.changeMinor, receipt.payableMinor);
    assert.ok(!this.#receipts.some((each) => each.number === receipt.number));
    this.#sold.set(requestId, receipt);
    this.#receipts = [...this.#receipts, receipt];
    this.#ofShift = [...this.#ofShift, receipt];
  }

  /** The open basket and those put aside; null while nobody is signed in. */
  async #kept(): Promise<Kept | null> {
    const open = (await this.#ask("getBasket", {})) as BasketView | null;
    if (!open) return null;
    const suspended = (await this.#ask("listSuspended", {})) as { id: string }[];
    return { open, suspended: suspended.map(({ id }) => id) };
  }

  #nothingLost(before: Kept, after: Kept, { command, ok }: { readonly command: string; readonly ok: boolean }): void {
    const ended = ok && (command === "completeSale" || command === "voidBasket");
    const here = new Set([...after.suspended, after.open?.id]);
    for (const id of before.suspended) assert.ok(here.has(id), `${command} lost a basket put aside`);
    const had = (before.open?.lines.length ?? 0) > 0;
    if (had && !ended) assert.ok(here.has(before.open?.id), `${command} lost the open basket`);
    if (ended) assert.ok(!here.has(before.open?.id));
    if (!ok && after.open) assert.equal(after.open.lines.length, before.open?.lines.length);
  }

  #expected(floatMinor: number) {
    const sales = this.#ofShift.filter((each) => each.kind === "sale");
    const returns = this.#ofShift.filter((each) => each.kind === "return");
    const sum = (list: readonly ReceiptView[], of: (receipt: ReceiptView) => number) =>
      list.reduce((total, each) => total + of(each), 0);
    return {
      count: sales.length,
      grossMinor: sum(sales, (each) => each.grossMinor),
      discountMinor: sum(sales, (each) => each.discountMinor),
      payableMinor: sum(sales, (each) => each.payableMinor),
      returned: sum(returns, (each) => each.payableMinor),
      cardMinor: sum(sales, (each) => tenderOf(each, "card")) - sum(returns, (each) => tenderOf(each, "card")),
      cashMinor: sum(sales, (each) => tenderOf(each, "cash")) - sum(returns, (each) => tenderOf(each, "cash")),
      floatMinor,
    };
  }
}

function figuresOf({ sales, returns, cashMinor, cardMinor, floatMinor }: NonNullable<ShiftOfTill>) {
  const { count, grossMinor, discountMinor, payableMinor } = sales;
  const sums = { count, grossMinor, discountMinor, payableMinor, returned: returns.payableMinor };
  return { ...sums, cardMinor, cashMinor, floatMinor };
}
type ShiftOfTill = Awaited<ReturnType<typeof shiftOf>>;
const shiftOf = (till: TestTill) => till.call("getShift");

function tenderOf(receipt: ReceiptView | undefined, kind: "cash" | "card"): number {
  const tenders = receipt?.tenders.filter((each) => each.kind === kind) ?? [];
  return tenders.reduce((sum, each) => sum + each.amountMinor, 0);
}

/** What the person at the till hands over, rightly or not. */
function offered({ revision, totals }: BasketView, { how, cardPercent }: Deal) {
  const due = totals.payableMinor;
  const given = how === "short" ? Math.max(0, due - 1) : due;
  const card = Math.floor((given * cardPercent) / 100);
  const cash = given - card + (how === "over" ? 777 : 0);
  const tenders = [
    { kind: "card", amountMinor: card },
    { kind: "cash", amountMinor: cash },
  ].filter(({ amountMinor }) => amountMinor > 0);
  return {
    revision: how === "stale" ? revision - 1 : revision,
    payableMinor: how === "wrong sum" ? due + 1 : due,
    tenders: how === "nothing" ? [] : tenders,
  };
}

function sumsHold({ lines, totals, revision }: BasketView): void {
  const sum = (of: (line: BasketView["lines"][number]) => number) => lines.reduce((all, line) => all + of(line), 0);
  assert.equal(
    totals.payableMinor,
    sum((line) => line.netMinor),
  );
  assert.equal(
    totals.grossMinor,
    sum((line) => line.grossMinor),
  );
  assert.equal(totals.discountMinor, totals.grossMinor - totals.payableMinor);
  assert.equal(totals.positions, lines.length);
  for (const line of lines) {
    assert.equal(line.netMinor, line.grossMinor - line.discountMinor);
    assert.ok(Math.min(line.netMinor, line.discountMinor) >= 0);
  }
  assert.equal(new Set(lines.map(({ id }) => id)).size, lines.length);
  assert.ok(revision >= 0);
}
