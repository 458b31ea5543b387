import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chainInput,
  chainStart,
  checkBatch,
  mergeCard,
  type CardChange,
  type CardState,
  type PushRequest,
  type Watermark,
} from "../../../core/sync/index.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const generation = "00000000000000aa";

function linksOf(facts: readonly string[]): string[] {
  const links = [chainStart];
  for (const fact of facts) links.push(digest(chainInput(links.at(-1) ?? "", fact)));
  return links;
}

function batchOf(facts: readonly string[], from: number, count: number): PushRequest {
  const links = linksOf(facts);
  const part = facts.slice(from - 1, from - 1 + count);
  const [prev = "", chain = ""] = [links[from - 1], links[from - 1 + part.length]];
  return { generation, from, prev, chain, facts: part };
}

/** What head office holds after a batch, as the ledger stores it. */
function after(stored: Watermark, held: string[], batch: PushRequest): Watermark {
  const checked = checkBatch(batch, stored, digest);
  if (!checked.ok) return stored;
  expect(checked.value.from).toBe(held.length + 1);
  held.push(...checked.value.facts);
  return { ...stored, acked: held.length, chain: checked.value.chain };
}

const journal = fc.array(fc.string({ minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 30 });
const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), { maxLength: 40 });

describe("a batch, checked before it is stored", () => {
  it("whatever parts of a journal arrive in whatever order: head office holds its beginning, each fact once", () => {
    const law = fc.property(journal, parts, (facts, sent) => {
      const held: string[] = [];
      let stored: Watermark = { generation, acked: 0, chain: chainStart };
      for (const [from, count] of sent.filter(([place]) => place <= facts.length)) {
        stored = after(stored, held, batchOf(facts, from, count));
        expect(held).toEqual(facts.slice(0, held.length));
        expect(stored.chain).toBe(linksOf(facts)[held.length]);
      }
      // Whatever came before, what is missing goes in at once.
      stored = after(stored, held, batchOf(facts, Math.min(stored.acked + 1, facts.length), facts.length));
      expect(held).toEqual(facts);
    });
    fc.assert(law, { numRuns: 300 });
  });

  it("a changed fact is never stored behind the unchanged ones: with its own link it is broken, else forked", () => {
    const law = fc.property(journal, fc.nat(), fc.nat(), (facts, where, cut) => {
      const known = cut % facts.length;
      const stored = { generation, acked: known, chain: linksOf(facts)[known] ?? "" };
      const at = where % facts.length;
      const other = facts.map((fact, index) => (index === at ? `${fact}!` : fact));
      const lying = { ...batchOf(facts, 1, facts.length), facts: other };
      expect(checkBatch(lying, stored, digest)).toMatchObject({ ok: false, refusal: "broken" });
      const forked = checkBatch(batchOf(other, 1, facts.length), stored, digest);
      expect(forked.ok).toBe(at >= known);
      if (!forked.ok) expect(forked.refusal).toBe("forked");
    });
    fc.assert(law, { numRuns: 300 });
  });

  it("of another generation, or behind a gap, it is taken up elsewhere and nothing is said of its links", () => {
    const batch = batchOf(["aa", "bb"], 2, 1);
    const stored = { generation, acked: 0, chain: chainStart };
    expect(checkBatch(batch, stored, digest)).toMatchObject({ refusal: "elsewhere" });
    const elsewhere = { ...batchOf(["aa"], 1, 1), generation: "00000000000000bb" };
    expect(checkBatch(elsewhere, stored, digest)).toMatchObject({ refusal: "elsewhere" });
  });
});

const statuses = ["stocked", "issued", "active", "expired", "blocked", "withdrawn"] as const;
const stops: readonly string[] = ["blocked", "withdrawn"];

/** What one till does to a card it knows: each move from where its own last one left it. */
const lifeOf = (terminal: string) =>
  fc
    .array(fc.tuple(fc.constantFrom(...statuses), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 5 })
    .map((moves) => {
      let [from, at] = ["stocked", 0];
      return moves.map(([to, later]): CardChange => {
        at += later;
        const change = { from, to, at, terminal };
        from = to;
        return change;
      });
    });

/** Journals arrive in any interleaving, each in its own order. */
function interleave(lives: readonly (readonly CardChange[])[], order: readonly number[]): CardChange[] {
  const left = lives.map((life) => [...life]);
  const taken: CardChange[] = [];
  for (const pick of [...order, ...lives.flatMap((life, at) => life.map(() => at))]) {
    const next = left[pick % left.length]?.shift();
    if (next) taken.push(next);
  }
  return taken;
}

function fold(changes: readonly CardChange[]): CardState | undefined {
  let card: CardState | undefined;
  for (const change of changes) {
    const merged = mergeCard(card, change);
    if (merged.ok && merged.value) card = merged.value;
  }
  return card;
}

const endsStopped = (life: readonly CardChange[]): boolean => stops.includes(life.at(-1)?.to ?? "");
const order = fc.array(fc.nat({ max: 2 }), { maxLength: 20 });

describe("a card that several tills changed", () => {
  it("ends stopped when one till left it stopped, whatever the others did before they knew of it", () => {
    const law = fc.property(lifeOf("a"), lifeOf("b"), lifeOf("c"), order, (a, b, c, picks) => {
      fc.pre(endsStopped(a));
      expect(stops).toContain(fold(interleave([a, b, c], picks))?.status);
    });
    fc.assert(law, { numRuns: 500 });
  });

  it("a withdrawn one stays withdrawn, whatever comes in whatever order", () => {
    const law = fc.property(lifeOf("a"), lifeOf("b"), lifeOf("c"), order, (a, b, c, picks) => {
      const changes = interleave([a, b, c], picks);
      fc.pre(changes.some(({ to }) => to === "withdrawn"));
      expect(fold(changes)?.status).toBe("withdrawn");
    });
    fc.assert(law, { numRuns: 500 });
  });

  it("a stop is let free only by a till that knew of it: its own stop tells it nothing of another's", () => {
    const stop = (terminal: string, at: number): CardChange => ({ from: "active", to: "blocked", at, terminal });
    const free: CardChange = { from: "blocked", to: "active", at: 9, terminal: "a" };
    const lives = [[{ from: "issued", to: "active", at: 1, terminal: "a" }, stop("a", 5), free], [stop("b", 6)]];
    for (const picks of [
      [0, 0, 0, 1],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ])
      expect(fold(interleave(lives, picks))?.status).toBe("blocked");
    // The same till's own stop, and another's stop that came to this till by the feed, are known.
    expect(fold([...(lives[0] ?? [])])?.status).toBe("active");
    expect(fold([stop("b", 6), { ...free, seen: 1 }])?.status).toBe("active");
  });

  it("said twice it is as said once: no new epoch, and nothing to tell", () => {
    const law = fc.property(lifeOf("a"), (life) => {
      const card = fold(life);
      const last = life.at(-1);
      if (!last || !card || card.status !== last.to) return;
      expect(mergeCard(card, last)).toEqual({ ok: true, value: null });
    });
    fc.assert(law);
  });
});
