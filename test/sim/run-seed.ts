import { Broken, must } from "./broken.ts";
import { doDeed, heal, release } from "./deeds.ts";
import { createFactBook } from "./fact-book.ts";
import { judgeOffice } from "./judge-office.ts";
import { newOfficeBook, type Looking } from "./office-book.ts";
import { judgeTill, learn, newTillBook, type TillBook } from "./judge-till.ts";
import type { Plan } from "./plan.ts";
import { cardNumbers, type NewTill } from "./shop.ts";
import { createWorld, enrolAnew, type Place, type World } from "./world.ts";

export type Given = { readonly newTill: NewTill; readonly ledger: Uint8Array };
export type Outcome = {
  readonly steps: number;
  /** Which rule was broken; null when none was. */
  readonly broken: string | null;
  readonly story: readonly string[];
};

/** After everything was mended all must agree within so long. */
const healMs = 20 * 60_000;
/** A person looks at what is forked or revoked so often. */
const lookMs = 10_000;
const maxSteps = 200_000;

/** Plays one plan to its end and judges every step of it. */
export async function runPlan(plan: Plan, given: Given, after?: (world: World) => void): Promise<Outcome> {
  const world = await createWorld(plan, given);
  const judge = createJudge(world);
  let broken: string | null = null;
  try {
    judge.look();
    for (const deed of plan.deeds) {
      await passTime(world, judge, world.time.now() + deed.afterMs);
      doDeed(world, deed);
      await settle();
      judge.look();
    }
    heal(world);
    await agree(world, judge);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error.message;
    world.tell(`BROKEN: ${broken}`);
  } finally {
    after?.(world);
    world.close();
  }
  return { steps: judge.steps(), broken, story: world.story };
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

type Judge = { look(): void; steps(): number };

function createJudge(world: World): Judge {
  const [office, facts] = [newOfficeBook(), createFactBook()];
  const tills = new Map<Place, TillBook>();
  const bookOf = (at: Place): TillBook => {
    const book = tills.get(at) ?? newTillBook();
    tills.set(at, book);
    return book;
  };
  let step = 0;
  let writes = -1;
  return {
    steps: () => step,
    look() {
      step += 1;
      const looking: Looking = { world, office, facts, step };
      const [odd] = world.office.unforeseen;
      must(odd === undefined, () => `head office: ${odd instanceof Error ? odd.stack : String(odd)}`);
      // What tills have written first: head office can have nothing else.
      const running = world.places.filter(({ till }) => till.process() !== undefined);
      for (const at of running) learn(looking, at, bookOf(at));
      if (!world.office.ledger.isQuiet()) return;
      if (world.office.ledger.writes() !== writes) judgeOffice(looking);
      writes = world.office.ledger.writes();
      for (const at of running) judgeTill(looking, at, bookOf(at));
    },
  };
}

async function passTime(world: World, judge: Judge, until: number): Promise<void> {
  while (await world.time.step(until)) {
    judge.look();
    must(judge.steps() < maxSteps, () => "something goes round and round");
  }
}

/** Everything is mended: nothing waits any more, and all say the same of every card. */
async function agree(world: World, judge: Judge): Promise<void> {
  const end = world.time.now() + healMs;
  while (world.time.now() < end) {
    await passTime(world, judge, world.time.now() + lookMs);
    if (differences(world).length === 0) return;
    await helpOut(world);
  }
  const [first] = differences(world);
  must(first === undefined, () => `not at rest ${healMs / 60_000} minutes after everything was mended: ${first}`);
}

/** What only a person can do: put clones away, release what was forked, enrol what was revoked. */
async function helpOut(world: World): Promise<void> {
  for (const at of world.places) {
    const why = at.till.process()?.standstill();
    if (at.away || (why !== "forked" && why !== "revoked")) continue;
    const twin = world.places.find((each) => each !== at && !each.away && each.terminal === at.terminal);
    if (twin && why === "forked") {
      world.tell(`${at.till.name} is put away`);
      at.away = true;
      at.till.kill();
    } else if (why === "forked") release(world, at.terminal);
    else await enrolAnew(world, at);
  }
}

/** What still waits or differs. */
function differences(world: World): string[] {
  const { ledger } = world.office;
  const behind = ledger.look<{ name: string }>("SELECT terminal_id AS name FROM terminal WHERE projected < acked");
  const pos = ledger.look<{ pos: number }>("SELECT pos FROM shard WHERE shard = 'main'")[0]?.pos ?? 0;
  const cards = ledger.look<{ number: string; status: string }>("SELECT number, status FROM card");
  return [
    ...behind.map(({ name }) => `facts of ${name} are not taken over`),
    ...world.places.filter(({ away }) => !away).flatMap((at) => differencesAt(at, pos, cards)),
  ];
}

function differencesAt({ till }: Place, pos: number, cards: readonly { number: string; status: string }[]): string[] {
  const process = till.process();
  if (!process) return [`${till.name} does not run`];
  const { sync } = process;
  const why = process.standstill();
  const wrong = cards.filter(({ number, status }) => process.ports.cards.find(number)?.status !== status);
  return [
    ...(why === null ? [] : [`${till.name} stands still: ${why}`]),
    ...(sync.pending() === 0 ? [] : [`${till.name} has ${sync.pending()} facts to send`]),
    ...(sync.cursor() === pos ? [] : [`${till.name} has read ${sync.cursor()} of ${pos} lines`]),
    ...wrong
      .filter(({ number }) => cardNumbers.some((known) => known === number))
      .map(
        ({ number, status }) =>
          `${number} is ${status}, and ${process.ports.cards.find(number)?.status} at ${till.name}`,
      ),
  ];
}
