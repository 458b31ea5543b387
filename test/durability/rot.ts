import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isStorageError, openStorage, type StoragePart, type TillStorage } from "../../db/stores/index.ts";
import { articles, cardOf, sell } from "./till-life.ts";

export const rotFiles = ["journal.db", "cards-1.db", "cache.db"] as const;
export type RotFile = (typeof rotFiles)[number];

export type RotReport = {
  readonly flips: number;
  /** Every answer stayed right. */
  readonly harmless: number;
  /** Noticed, and afterwards everything was right again without an operator. */
  readonly healed: number;
  /** Noticed; something is gone and the till says so. */
  readonly salvaged: number;
  /** An answer was wrong, or the till was dead. */
  readonly faults: readonly string[];
};

const sales = 90;
const quiet = { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY, scrubEveryMs: 0 };
const parts = ["journal", "cards", "cache"] as const satisfies readonly StoragePart[];

/** Flips one bit of one file, as rot does, asks everything, and lets the till recover; `flips` times. */
export function rot(name: RotFile, flips: number, random: (below: number) => number): RotReport {
  const dir = mkdtempSync(join(tmpdir(), "till-rot-"));
  const sound = join(dir, "sound");
  const worn = join(dir, "worn");
  try {
    prepare(sound);
    const truth = answersOf(openStorage(sound, quiet));
    const bytes = readFileSync(join(sound, name));
    const counts = { harmless: 0, healed: 0, salvaged: 0 };
    const faults: string[] = [];
    for (let flip = 0; flip < flips; flip += 1) {
      const bit = random(bytes.length * 8);
      rmSync(worn, { recursive: true, force: true });
      cpSync(sound, worn, { recursive: true });
      writeFileSync(join(worn, name), flipBit(bytes, bit));
      try {
        counts[judge(worn, truth)] += 1;
      } catch (error) {
        faults.push(`${name} bit ${bit}: ${String(error)}`);
      }
    }
    return { flips, ...counts, faults };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function flipBit(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

function prepare(dir: string): void {
  mkdirSync(dir);
  const storage = openStorage(dir, quiet);
  const cards = storage.cards.replaceAll();
  cards.add(Array.from({ length: 700 }, (_, index) => ({ ...cardOf(0), number: String(5_000_000 + 2 * index) })));
  cards.commit();
  const items = storage.items.replaceAll();
  items.add(articles(150, 100));
  items.commit();
  storage.packs.save({ id: "shop", version: 1, hash: "00", json: '{"id":"shop"}', installedAt: 1 });
  storage.settings.set("theme", "dark");
  for (let sale = 0; sale < sales; sale += 1) sell({ storage, at: () => {} }, () => {});
  storage.health.close();
}

/** Every answer that decides money, by its question. Closes the storage. */
function answersOf(storage: TillStorage): Map<string, string> {
  const answers = new Map<string, string>();
  const ask = (question: string, answer: () => unknown): void => {
    try {
      const said = JSON.stringify(answer()) ?? "nothing";
      if (!answers.get(question)?.startsWith("damaged")) answers.set(question, said);
    } catch (error) {
      if (!isStorageError(error, "storage-damaged")) throw error;
      answers.set(question, `damaged ${error.part}`);
    }
  };
  const { journal, cards, items, packs, settings, baskets } = storage;
  for (let seq = 1; seq <= sales; seq += 1) {
    ask(`fact ${seq}`, () => journal.since(seq - 1, 1)[0]?.fact.body);
    ask(`card ${seq}`, () => cards.find(cardOf(seq).number));
  }
  for (let index = -5; index < 1410; index += 1) ask(`loaded ${index}`, () => cards.find(String(5_000_000 + index)));
  for (const { sku, barcode } of articles(155, 0)) {
    ask(`sku ${sku}`, () => items.bySku(sku));
    ask(`barcode ${barcode}`, () => items.byBarcode(barcode));
  }
  ask("items", () => items.count());
  ask("packs", () => packs.list());
  ask("theme", () => settings.get("theme"));
  ask("baskets", () => [baskets.open() ?? null, baskets.suspended()]);
  ask("next receipt", () => journal.lastNumber("receipt"));
  // Idle moments read everything through: they notice what a single question cannot.
  for (let moment = 0; moment < 12; moment += 1) ask("idle", () => storage.health.idle());
  storage.health.close();
  return answers;
}

/** Judges one worn folder against the truth; throws what is wrong. */
function judge(dir: string, truth: ReadonlyMap<string, string>): "harmless" | "healed" | "salvaged" {
  const first = openStorage(dir, quiet);
  const told = first.recovery.length > 0;
  const seen = answersOf(first);
  const damaged = parts.filter((part) => [...seen.values()].includes(`damaged ${part}`));
  if (!told && damaged.length === 0) {
    const wrong = [...truth.keys()].find((question) => seen.get(question) !== truth.get(question));
    if (wrong !== undefined) throw new Error(`${wrong}: ${seen.get(wrong)} instead of ${truth.get(wrong)}`);
    return "harmless";
  }
  const second = openStorage(dir, { ...quiet, suspect: damaged });
  if (damaged.length > 0 && second.recovery.length === 0) throw new Error("damage that recovery does not find");
  const after = answersOf(second);
  sellOne(openStorage(dir, quiet));
  const changed = [...truth.keys()].filter((question) => after.get(question) !== truth.get(question));
  for (const question of changed) {
    const answer = after.get(question) ?? "";
    const gone = answer === "nothing" || /^(items|packs|baskets)$/.test(question);
    if (!gone) throw new Error(`${question}: ${answer}`);
  }
  return changed.length === 0 ? "healed" : "salvaged";
}

/** A recovered till must sell. Closes the storage. */
function sellOne(storage: TillStorage): void {
  const before = storage.journal.head().seq;
  const open = storage.baskets.open();
  if (open) storage.transaction(() => storage.baskets.closeOpen());
  sell({ storage, at: () => {} }, () => {});
  const { brokenAt, events } = storage.journal.verify();
  storage.health.close();
  if (brokenAt !== null || events !== before + 1) throw new Error(`the chain breaks at ${brokenAt}`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { flips: { type: "string", default: "3000" }, file: { type: "string" } } });
  for (const name of rotFiles.filter((each) => (values.file ?? each) === each)) {
    const report = rot(name, Number(values.flips), (below) => Math.floor(Math.random() * below));
    const { harmless, healed, salvaged, faults } = report;
    console.log(`${name}: ${harmless} harmless, ${healed} healed, ${salvaged} salvaged, ${faults.length} faults`);
    for (const fault of faults.slice(0, 10)) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
  }
}
