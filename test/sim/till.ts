import { endLater, noteNewLife, runCommand, type Ports, type Till } from "../../core/commands/index.ts";
import type { CallName } from "../../core/contract/index.ts";
import { createJournal, createMeta } from "../../db/journal/index.ts";
import { createBasketStore } from "../../db/stores/basket-store.ts";
import { createOperatorStore } from "../../db/stores/operator-store.ts";
import { createSettingStore } from "../../db/stores/setting-store.ts";
import { createSyncStore, leaveOldCopy, type StoredSync } from "../../db/stores/sync-store.ts";
import { createLanes, type LinkLanes } from "../../electron/link/link-lanes.ts";
import type { LaneParts, LinkDesk } from "../../electron/link/link-desk.ts";
import { createPulse } from "../../electron/link/pulse.ts";
import { createDisk, PowerCut, type Disk, type DiskCopy } from "./disk.ts";
import { cardsOver, portsOver, texts, type NewTill } from "./shop.ts";
import { mortal, type Life } from "./life.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What a till's machine stands in. */
export type TillSite = {
  readonly time: VirtualTime;
  /** The wall clock of this machine. */
  wall(): number;
  nextId(): string;
  random(): number;
  /** Asks head office as this till, as long as it lives. */
  ask(life: Life): LaneParts["ask"];
  believes: LaneParts["believes"];
  tell(what: string): void;
};

/** A till's machine: its disk outlives the process that runs on it. */
export type SimTill = {
  readonly name: string;
  readonly disk: Disk;
  /** The running process; undefined while the machine is off. */
  process(): Running | undefined;
  start(): void;
  /** The process ends between two instructions. */
  kill(): void;
  restore(copy: DiskCopy, whole: boolean): void;
};

export type Running = {
  readonly ports: Ports;
  readonly sync: StoredSync;
  readonly lanes: LinkLanes | undefined;
  /** Whatever thrown was not meant to be. */
  readonly faults: unknown[];
  /** One call of the contract, as a screen makes it; undefined when the current failed meanwhile. */
  call(name: CallName, input: unknown): unknown;
  standstill(): string | null;
  life: Life;
};

export type Built = { readonly newTill: NewTill; readonly copy: DiskCopy; readonly machine: string };

export function createSimTill(name: string, site: TillSite, built: Built): SimTill {
  const { terminal } = built.newTill;
  const disk = createDisk(built.copy, built.machine);
  let running: Running | undefined;
  const till: SimTill = {
    name,
    disk,
    process: () => (running?.life.alive ? running : undefined),
    start() {
      till.kill();
      disk.powerBack();
      const life: Life = { alive: true };
      running = guarded(life, () => open(site, { disk, terminal, life }));
    },
    kill() {
      if (running) running.life.alive = false;
      running = undefined;
    },
    restore(copy, whole) {
      till.kill();
      disk.restore(copy, whole);
    },
  };
  return till;
}

/** Undefined when the current failed: the process is then no more. */
function guarded<T>(life: Life, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
    life.alive = false;
    return undefined;
  }
}

type Opening = { readonly disk: Disk; readonly terminal: NewTill["terminal"]; readonly life: Life };

function open(site: TillSite, { disk, terminal, life }: Opening): Running {
  const { db } = disk;
  const begun = site.time.now();
  const journal = createJournal(db, createMeta(db), {
    wall: site.wall,
    monoMs: () => Math.round(site.time.now() - begun),
    boot: site.nextId(),
  });
  const copied = leaveOldCopy(db, journal, disk.witness);
  const { cards, cardFile } = cardsOver(db);
  const sync = createSyncStore(db, { journal, cardFile, witness: disk.witness });
  const state: { lanes: LinkLanes | undefined } = { lanes: undefined };
  const pulse = createPulse(site.wall, () => undefined);
  const ports = portsOver({
    clock: journal.clock,
    ids: { next: site.nextId },
    cards,
    baskets: createBasketStore(db),
    journal,
    operators: createOperatorStore(db),
    settings: createSettingStore(db),
    sync,
    link: { pulse: pulse.read, enrol: unused, enrolled: unused, syncNow: async () => state.lanes?.exchange() },
    transaction: (work) => db.transaction(work),
  });
  if (copied !== undefined) {
    site.tell(`is found to be ${copied}`);
    ports.transaction(() => noteNewLife(ports, copied));
  }
  const memory: Till = { ports, texts, terminal: { ...terminal } };
  const faults: unknown[] = [];
  state.lanes = startLanes(site, { memory, life, faults, pulse });
  return {
    ports,
    sync,
    faults,
    life,
    lanes: state.lanes,
    standstill: () => pulse.read().standstill,
    call: (name, input) =>
      guarded(life, () => {
        const ran = runCommand(memory, name, input);
        state.lanes?.look();
        if (ran.kind !== "done") throw new Error(`${name} is no call of one moment`);
        return ran.result;
      }),
  };
}

type Starting = Pick<Running, "life" | "faults"> & { readonly memory: Till; readonly pulse: LaneParts["pulse"] };

/** Undefined for a till that is enrolled nowhere. */
function startLanes(site: TillSite, { memory, life, faults, pulse }: Starting): LinkLanes | undefined {
  const { ports } = memory;
  const identity = ports.sync.identity();
  if (!identity) return undefined;
  const parts: LaneParts = {
    desk: deskOf(memory, life, faults),
    identity,
    pulse,
    timers: mortal(site.time, life),
    app: "1.0.0",
    log: (_, event, more) => site.tell(`${event} ${JSON.stringify(more)}`),
    random: site.random,
    signal: new AbortController().signal,
    ask: site.ask(life),
    believes: site.believes,
  };
  const lanes = createLanes(parts, ports.journal.head().seq);
  void lanes.run();
  return lanes;
}

const unused = (): never => {
  throw new Error("the simulation does without this");
};

/** As the engine has it: a fault of the storage is looked into there; here only the current fails. */
function deskOf(till: Till, life: Life, faults: unknown[]): LinkDesk {
  return {
    ports: () => (life.alive ? till.ports : undefined),
    write(work) {
      if (!life.alive) return undefined;
      let done: ReturnType<typeof work> | undefined;
      guarded(life, () => endLater(till, (ports, context) => (done = work(ports, context)), null));
      return life.alive && done?.ok ? done.value : undefined;
    },
    drive: unused,
    changed: () => undefined,
    fault(error) {
      if (error instanceof PowerCut) life.alive = false;
      else if (life.alive) faults.push(error);
    },
  };
}
