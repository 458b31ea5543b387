import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { goods, openTestTill, people } from "./test-till.ts";

const tool = join(import.meta.dirname, "../../../tools/engine.ts");
const kills = Number(process.env["ENGINE_KILLS"] ?? 6);

type Figures = {
  readonly number: number;
  readonly revision: number;
  readonly totals: { readonly payableMinor: number };
};
type Answer = { readonly id?: string; readonly ok?: Figures };

/** Sells one milk after another over the wire until it is killed; reports every sale that was acknowledged. */
class Seller {
  readonly acknowledged = new Map<string, number>();
  readonly asked: string[] = [];
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly from: number;

  constructor(dir: string, from: number) {
    this.from = from;
    this.child = spawn(process.execPath, [tool, "--data", dir, "--demo", "--now", "2025-01-02T10:00:00+03:00"]);
    createInterface({ input: this.child.stdout }).on("line", (line) => this.hear(JSON.parse(line)));
    this.say("in", "signIn", people.cashier);
    this.say("open", "openShift", { floatMinor: 0 });
    this.say("clear", "voidBasket", { reason: "после сбоя" });
    this.next(from);
  }

  private say(id: string, command: string, input: object): void {
    this.child.stdin.write(`${JSON.stringify({ id, command, input })}\n`);
  }

  private next(index: number): void {
    this.say(`scan-${index}`, "scan", { code: goods.milk.code });
  }

  private hear(answer: Answer): void {
    const [what, index = ""] = (answer.id ?? "").split("-");
    if (what === "scan") this.say(`basket-${index}`, "getBasket", {});
    if (what === "basket") this.pay(Number(index), answer);
    if (what === "sale" && answer.ok) {
      this.acknowledged.set(`sale-${index}`, answer.ok.number);
      this.next(Number(index) + 1);
    }
  }

  private pay(index: number, answer: Answer): void {
    const payableMinor = answer.ok?.totals.payableMinor ?? 0;
    const requestId = `sale-${index}`;
    this.asked.push(requestId);
    const tenders = [{ kind: "cash", amountMinor: payableMinor }];
    this.say(requestId, "completeSale", { requestId, revision: answer.ok?.revision, payableMinor, tenders });
  }

  /** Lets it sell for a while, then ends it as a power cut would. */
  async die(afterMs: number): Promise<void> {
    while (this.acknowledged.size === 0) await pause(5);
    await pause(afterMs);
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await gone;
  }

  get last(): number {
    return this.from + this.asked.length;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe("an engine killed at any instant", () => {
  it("has every sale that it acknowledged, none twice, and repeats the same receipt when asked again", async () => {
    const dir = mkdtempSync(join(tmpdir(), "kill-"));
    const acknowledged = new Map<string, number>();
    const asked = new Set<string>();
    let from = 1;
    for (let round = 0; round < kills; round++) {
      const seller = new Seller(dir, from);
      await seller.die(round * 7);
      seller.acknowledged.forEach((number, id) => acknowledged.set(id, number));
      seller.asked.forEach((id) => asked.add(id));
      from = seller.last + 1;
    }
    const till = openTestTill({ dir, at: "2025-01-02T10:00:00+03:00" });
    await till.call("signIn", people.cashier);
    const receipts = await till.call("listReceipts", { limit: 200 });
    const shift = await till.call("getShift");
    expect(shift?.sales.count).toBe(receipts.length);
    expect(receipts.map((row) => row.number)).toEqual(receipts.map((_, index) => receipts.length - index));
    expect(acknowledged.size).toBeGreaterThanOrEqual(kills);
    for (const [requestId, number] of acknowledged) {
      const again = await till.call("completeSale", { requestId, revision: 0, payableMinor: 1, tenders: [] });
      expect(again.number).toBe(number);
    }
    expect(receipts.length).toBeLessThanOrEqual(asked.size);
    await till.call("signIn", people.manager);
    expect((await till.call("verifyJournal")).ok).toBe(true);
    await till.close();
    rmSync(dir, { recursive: true, force: true });
  }, 120_000);
});
