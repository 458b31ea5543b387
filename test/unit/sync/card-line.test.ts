import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mergeCard,
  readable,
  takeCardLine,
  takeDispute,
  type CardLine,
  type CardState,
  type FeedLine,
  type OfficeCard,
  type OwnMove,
} from "../../../core/sync/index.ts";

const line = (status: string, epoch: number, fact?: string): CardLine => {
  return { number: "7", programme: "shop", status, since: epoch, epoch, reason: null, ...(fact ? { fact } : {}) };
};
const office = (status: string, epoch: number, settled = 0): OfficeCard => ({ ...line(status, epoch), settled });

describe("a line about a card", () => {
  const own = { id: "b", seq: 9, to: "blocked", at: 50 };
  it.each([
    ["that is newer is taken", line("active", 2), { local: "issued", own: undefined }, true],
    [
      "of a stop beats what was done here and waits",
      line("blocked", 2),
      { local: "active", own: { ...own, to: "active" } },
      true,
    ],
    [
      "without a stop waits for the answer to a block of this till",
      line("active", 2),
      { local: "blocked", own },
      false,
    ],
    ["that is the answer to it is taken", line("blocked", 2, "b"), { local: "blocked", own }, true],
    ["that answers another till's fact is no answer to it", line("active", 2, "c"), { local: "blocked", own }, false],
    [
      "of a head office that names no fact answers what looks the same",
      { ...line("blocked", 2), since: 50 },
      { local: "blocked", own },
      true,
    ],
  ] as const)("%s", (_, said, known, apply) => {
    expect(takeCardLine(said, { office: office("issued", 1), ...known })?.apply).toBe(apply);
  });

  it("that is older than what is known changes nothing, unless it answers this till", () => {
    const known = { office: office("blocked", 3), local: "blocked", own: undefined };
    expect(takeCardLine(line("active", 3), known)).toBeUndefined();
    expect(takeCardLine(line("active", 2), known)).toBeUndefined();
    // Head office had stopped it already when ours came: its next word holds.
    const answered = takeCardLine(line("blocked", 3, "b"), { ...known, own });
    expect(answered?.office).toMatchObject({ epoch: 3, settled: 9 });
    expect(takeCardLine(line("active", 4), { ...known, own, office: answered?.office })?.apply).toBe(true);
  });

  it("a dispute lets head office's view hold, unless something newer of this till is on its way", () => {
    const known = { office: office("blocked", 3), local: "active" };
    expect(takeDispute(9, { ...known, own: { id: "a", seq: 9, to: "active", at: 1 } })?.apply).toBe(true);
    expect(takeDispute(9, { ...known, own: { id: "a", seq: 12, to: "active", at: 1 } })?.apply).toBe(false);
  });
});

describe("a page of the feed", () => {
  const at = (pos: number, v = 1): FeedLine => ({ pos, kind: "card-changed", v, at: 0, body: {} });
  it("is read up to the first line of a newer program, and not at all where a line is missing", () => {
    expect(readable([at(4), at(5), at(6, 2), at(7)], 3)).toEqual({ taken: [at(4), at(5)], gap: false, upgrade: true });
    expect(readable([at(4), at(6)], 3)).toEqual({ taken: [], gap: true, upgrade: false });
    expect(readable([at(5)], 3).gap).toBe(true);
    expect(readable([], 3)).toEqual({ taken: [], gap: false, upgrade: false });
  });
});

type Told = {
  readonly line?: CardLine;
  readonly dispute?: { readonly till: number; readonly seq: number };
  /** How much of each till head office had when it said this. */
  readonly having: readonly number[];
};
type Done = OwnMove & { readonly from: string; readonly seen: number };
type Till = { local: string; office: OfficeCard | undefined; moves: Done[]; acked: number; cursor: number };
type Ways = Readonly<Record<string, readonly string[]>>;

/** Which moves of a card a till makes. */
const ways: Ways = {
  stocked: ["issued"],
  issued: ["active", "blocked"],
  active: ["blocked", "withdrawn"],
  blocked: ["withdrawn"],
};
const strength = (status: string): number => ["blocked", "withdrawn"].indexOf(status) + 1;

/** Three tills and head office over one card; each does what it does at whatever moment. */
class World {
  readonly tills = [0, 1, 2].map((): Till => ({ local: "stocked", office: undefined, moves: [], acked: 0, cursor: 0 }));
  readonly feed: Told[] = [];
  state: CardState | undefined;
  /** Whether a line ever let a card free that was stopped here, and head office had not known of that stop. */
  freed = false;
  readonly #ways: Ways;
  #now = 0;

  constructor(allowed: Ways) {
    this.#ways = allowed;
  }

  move(till: Till, choice: number): void {
    const next = this.#ways[till.local] ?? [];
    const to = next[choice % Math.max(1, next.length)];
    if (to === undefined) return;
    this.#now += 1;
    const seen = till.office?.epoch ?? 0;
    const id = `${this.tills.indexOf(till)}-${this.#now}`;
    till.moves.push({ id, seq: till.moves.length + 1, from: till.local, to, at: this.#now, seen });
    till.local = to;
  }

  push(till: Till): void {
    const own = till.moves[till.acked];
    if (!own) return;
    till.acked += 1;
    const index = this.tills.indexOf(till);
    const merged = mergeCard(this.state, { ...own, terminal: `t${index}` });
    const having = this.tills.map(({ acked }) => acked);
    if (!merged.ok) return void this.feed.push({ dispute: { till: index, seq: own.seq }, having });
    this.state = merged.value ?? this.state;
    if (this.state) this.feed.push({ line: line(this.state.status, this.state.epoch, own.id), having });
  }

  /** Takes the next line. */
  pull(till: Till): void {
    const told = this.feed[till.cursor];
    if (!told) return;
    till.cursor += 1;
    const known = { office: till.office, local: till.local, own: till.moves.at(-1) };
    const { dispute } = told;
    if (dispute && this.tills[dispute.till] !== till) return;
    const taken = told.line ? takeCardLine(told.line, known) : takeDispute(dispute?.seq ?? 0, known);
    if (!taken) return;
    till.office = taken.office;
    if (!taken.apply) return;
    const own = till.moves.at(-1);
    const unheard = own !== undefined && own.seq > (told.having[this.tills.indexOf(till)] ?? 0);
    this.freed ||= unheard && own.to === till.local && strength(taken.office.status) < strength(till.local);
    till.local = taken.office.status;
  }

  exchangeAll(): void {
    for (const till of this.tills) while (till.acked < till.moves.length) this.push(till);
    for (const till of this.tills) while (till.cursor < this.feed.length) this.pull(till);
  }
}

const steps = fc.array(fc.tuple(fc.nat(2), fc.constantFrom("move", "push", "pull"), fc.nat(3)), { maxLength: 60 });

function play(script: readonly (readonly [number, string, number])[], allowed: Ways): World {
  const world = new World(allowed);
  for (const [index, step, choice] of script) {
    const till = world.tills[index];
    if (!till) continue;
    if (step === "move") world.move(till, choice);
    else if (step === "push") world.push(till);
    else world.pull(till);
  }
  world.exchangeAll();
  return world;
}

function agrees({ tills, state }: World): boolean {
  return !state || tills.every(({ local }) => local === state.status);
}

describe("three tills that move one card as they like, cut off as long as they like", () => {
  it("agree with head office once all is exchanged, and no line lets a stopped card go", () => {
    fc.assert(
      fc.property(steps, (script) => {
        const world = play(script, ways);
        expect(world.freed).toBe(false);
        expect(agrees(world)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("agree as well where they may let a card free that they know to be stopped", () => {
    const freeing: Ways = { ...ways, blocked: ["active", "withdrawn"] };
    fc.assert(
      fc.property(steps, (script) => {
        const world = play(script, freeing);
        expect(world.freed).toBe(false);
        expect(agrees(world)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
