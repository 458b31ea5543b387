import { openInMemory } from "../../db/connection/index.ts";
import { createJournal, createMeta } from "../../db/journal/index.ts";
import { createSyncStore } from "../../db/stores/sync-store.ts";
import { enrolTerminal, offerCode } from "../../hq/ledger/index.ts";
import type { DiskCopy } from "./disk.ts";
import { createAsk, fairWeather, type Weather } from "./network.ts";
import { createOffice, Expected, officeKey, proves, type SimGateway, type SimOffice } from "./office.ts";
import type { Plan } from "./plan.ts";
import { chanceOf, mix, type Chance } from "./random.ts";
import { cardsOver, openedAt, type NewTill } from "./shop.ts";
import { createSimTill, type SimTill } from "./till.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

/** A till with what surrounds it. */
export type Place = {
  readonly till: SimTill;
  /** Who it is at head office: another after it was enrolled anew. */
  terminal: string;
  key: string;
  weather: Weather;
  clockMs: number;
  /** Copies of its disk that somebody has made. */
  readonly copies: DiskCopy[];
  /** Newest fact that head office has signed to have, in any life. */
  acknowledged: number;
  /** Put away for good: a clone that was found. */
  away: boolean;
};

export type World = {
  readonly plan: Plan;
  readonly time: VirtualTime;
  readonly office: SimOffice;
  readonly places: Place[];
  readonly story: string[];
  readonly chance: Chance;
  readonly newTill: NewTill;
  /** Until then the database is away. */
  databaseAwayUntil: number;
  /** Statements that take their time, so that gateways come between each other's. */
  slowShare: number;
  ids: number;
  tell(what: string): void;
  close(): void;
};

const shard = "main";

export async function createWorld(plan: Plan, given: { newTill: NewTill; ledger: Uint8Array }): Promise<World> {
  const time = createVirtualTime();
  const chance = chanceOf(mix(plan.seed, 2));
  const story: string[] = [];
  const world: World = {
    plan,
    time,
    chance,
    story,
    newTill: given.newTill,
    office: createOffice({
      time,
      image: given.ledger,
      gateways: plan.gateways,
      begun: openedAt + 60_000,
      skewOf: (at) => (mix(plan.seed, 3, at) % 40_000) - 20_000,
      pace: () => pace(world),
    }),
    places: [],
    databaseAwayUntil: 0,
    slowShare: 0.04,
    ids: 0,
    tell(what) {
      story.push(`${(time.now() / 1000).toFixed(3).padStart(9)} s  ${what}`);
    },
    close() {
      for (const at of world.places) {
        at.till.kill();
        at.till.disk.close();
      }
      world.office.ledger.close();
    },
  };
  for (const gateway of world.office.gateways) gateway.start();
  for (let at = 0; at < plan.tills; at += 1) await addTill(world);
  return world;
}

async function pace(world: World): Promise<void> {
  if (world.time.now() < world.databaseAwayUntil) throw new Expected("57P01");
  if (!world.chance.happens(world.slowShare)) return;
  await new Promise<void>((resolve) => void world.time.after(world.chance.below(400), resolve));
}

/** Another terminal at head office, straight in the ledger: codes are tested elsewhere. */
export async function enrol(
  world: World,
  before?: string,
): Promise<{ readonly terminal: string; readonly key: string }> {
  world.ids += 1;
  const terminal = `t-${String(world.ids).padStart(2, "0")}`;
  const key = `${"k".repeat(40)}${String(world.ids).padStart(3, "0")}=`;
  const sql = world.office.ledger.connect();
  const now = world.office.now();
  await offerCode(sql, { codeHash: terminal, name: terminal, shard, until: now + 1 });
  await enrolTerminal(sql, { codeHash: terminal, terminal, publicKey: key, device: "{}", before, now });
  return { terminal, key };
}

export function identityOf(terminal: string, enrolledAt: number) {
  return { url: "http://office", terminal, shard, hqKey: officeKey, root: null, enrolledAt };
}

/** What a person does with a till that was revoked. */
export async function enrolAnew(world: World, at: Place): Promise<void> {
  const process = at.till.process();
  if (!process) return;
  const made = await enrol(world, at.terminal);
  world.tell(`${at.till.name} is enrolled anew as ${made.terminal}`);
  const { ports } = process;
  ports.transaction(() => {
    ports.sync.enrol(identityOf(made.terminal, world.office.now()));
    const body = { terminal: made.terminal };
    ports.journal.append({
      kind: "terminal-enrolled",
      id: `e-${made.terminal}`,
      actor: "a",
      role: "administrator",
      body,
      refs: [],
    });
  });
  Object.assign(at, made);
  at.till.start();
}

async function addTill(world: World): Promise<void> {
  const { terminal, key } = await enrol(world);
  const number = world.places.length;
  const image = freshImage(world.newTill.image, terminal);
  place(world, { terminal, key, copy: { image, witness: undefined }, machine: `machine ${number}` }).till.start();
}

type Placing = {
  readonly terminal: string;
  readonly key: string;
  readonly copy: DiskCopy;
  readonly machine: string;
};

export function place(world: World, { terminal, key, copy, machine }: Placing): Place {
  const number = world.places.length;
  const name = `till ${String.fromCodePoint(65 + number)}`;
  const chance = chanceOf(mix(world.plan.seed, 4, number));
  const wall = (): number => world.office.now() + made.clockMs;
  const ask = createAsk(
    { time: world.time, gateways: world.office.gateways, seed: world.plan.seed },
    { number, wall, identity: () => made, weather: () => made.weather },
  );
  const till = createSimTill(
    name,
    {
      time: world.time,
      wall,
      nextId: () => `${number}-${(world.ids += 1)}`,
      random: chance.next,
      ask,
      believes(text, signature) {
        const isProved = proves(text, signature, officeKey);
        const [word, , , acked] = text.split("\n");
        if (isProved && word === "acknowledged") made.acknowledged = Math.max(made.acknowledged, Number(acked));
        return isProved;
      },
      tell: (what) => world.tell(`${name} ${what}`),
    },
    { newTill: world.newTill, copy, machine },
  );
  const made: Place = {
    till,
    terminal,
    key,
    weather: fairWeather,
    clockMs: 0,
    copies: [copy],
    acknowledged: 0,
    away: false,
  };
  world.places.push(made);
  return made;
}

const images = new Map<string, Uint8Array>();

/** The till that was set up, as one of head office's, in a life of its own. */
function freshImage(image: Uint8Array, terminal: string): Uint8Array {
  const known = images.get(terminal);
  if (known) return known;
  const db = openInMemory("journal", image);
  const meta = createMeta(db);
  meta.set("generation", terminal.replaceAll(/\D/g, "").padStart(16, "0"));
  const journal = createJournal(db, meta, { wall: () => openedAt, monoMs: () => 0, boot: "setup" });
  const box = { machine: "setup", read: () => undefined, write: () => undefined };
  createSyncStore(db, { journal, cardFile: cardsOver(db).cardFile, witness: box }).enrol(
    identityOf(terminal, openedAt),
  );
  const made = db.image();
  db.close();
  images.set(terminal, made);
  return made;
}

export function gatewayOf(world: World, pick: number): SimGateway | undefined {
  return world.office.gateways[pick % world.office.gateways.length];
}
