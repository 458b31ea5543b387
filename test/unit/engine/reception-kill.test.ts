import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { openDesk, type DeskInput } from "./desk-till.ts";
import { openTestTill, people } from "./test-till.ts";

const tool = join(import.meta.dirname, "../../../tools/engine.ts");
const now = "2026-06-01T10:00:00+03:00";
const kills = 3;

const visit: DeskInput = {
  form: "services",
  facts: { "client.id": "Антонов С." },
  lines: [{ id: "1", sku: "VISIT-POOL", qty: 1, facts: {} }],
};
const night: DeskInput = {
  form: "stay",
  facts: { "client.id": "Антонов С.", "stay.checkIn": "2026-06-02" },
  lines: [{ id: "room", sku: "S-SINGLE", qty: 1, facts: {} }],
};

const prices = { sell: 35_000, book: 150_000 } as const;
type Kind = keyof typeof prices;

function inputOf(requestId: string, kind: Kind) {
  const payableMinor = prices[kind];
  if (kind === "book") return { requestId, quote: night, payableMinor };
  return { requestId, quote: visit, payableMinor, tenders: [{ kind: "card" as const, amountMinor: payableMinor }] };
}

/** A reception over the wire that sells and books in turn until it is killed. */
class Reception {
  readonly acknowledged = new Map<string, number>();
  readonly asked: string[] = [];
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly life: number;

  constructor(dir: string, life: number) {
    this.life = life;
    this.child = spawn(process.execPath, [tool, "--data", dir, "--demo", "--now", now]);
    createInterface({ input: this.child.stdout }).on("line", (line) => this.hear(JSON.parse(line)));
    this.say("in", "signIn", people.receptionist);
    this.next();
  }

  private say(id: string, command: string, input: object): void {
    this.child.stdin.write(`${JSON.stringify({ id, command, input })}\n`);
  }

  private next(): void {
    const kind: Kind = this.asked.length % 2 === 0 ? "sell" : "book";
    const requestId = `${kind}-${this.life}-${this.asked.length}`;
    this.asked.push(requestId);
    this.say(requestId, kind === "sell" ? "sellDesk" : "bookStay", inputOf(requestId, kind));
  }

  private hear({ id = "", ok }: { readonly id?: string; readonly ok?: { readonly number: number } }): void {
    if (!/^(sell|book)-/.test(id) || !ok) return;
    this.acknowledged.set(id, ok.number);
    this.next();
  }

  /** Lets it work for a while, then ends it as a power cut would. */
  async die(afterMs: number): Promise<void> {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    while (this.acknowledged.size === 0) await pause(5);
    await pause(afterMs);
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await gone;
  }
}

describe("a reception killed at any instant", () => {
  it("has lost nothing it acknowledged and recorded nothing twice, whoever asks again", async () => {
    const prepared = await openDesk({ at: now });
    await prepared.close();
    const { dir } = prepared;
    const lives: Reception[] = [];
    for (let life = 0; life < kills; life += 1) {
      const reception = new Reception(dir, life);
      await reception.die(10 + 37 * life);
      lives.push(reception);
    }
    const till = openTestTill({ at: now, dir });
    await till.call("signIn", people.receptionist);
    const numbers = { sell: new Set<number>(), book: new Set<number>() };
    for (const { asked, acknowledged } of lives) {
      for (const requestId of asked) {
        const kind: Kind = requestId.startsWith("sell") ? "sell" : "book";
        const answer =
          kind === "sell"
            ? await till.call("sellDesk", { tenders: [], ...inputOf(requestId, "sell") })
            : await till.call("bookStay", inputOf(requestId, "book"));
        expect(acknowledged.get(requestId) ?? answer.number).toBe(answer.number);
        numbers[kind].add(answer.number);
      }
    }
    const asked = lives.flatMap((life) => life.asked);
    const count = (kind: Kind) => asked.filter((id) => id.startsWith(kind)).length;
    expect([numbers.sell.size, numbers.book.size]).toEqual([count("sell"), count("book")]);
    expect(await till.call("getShift")).toMatchObject({
      sales: { count: count("sell") },
      cardMinor: count("sell") * prices.sell,
    });
    await till.remove();
  });
});
