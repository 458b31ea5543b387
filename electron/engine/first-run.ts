import type { Card } from "../../core/card/index.ts";
import { checkCatalogue } from "../../core/catalogue/index.ts";
import { keepPack, readBundled, toJson, type Ports } from "../../core/commands/index.ts";
import { assert } from "../../core/kernel/index.ts";
import { gtinCheckDigit, hasGtinCheckDigit } from "../../core/scan/index.ts";
import { readDemo, readDemoFile, type Demo } from "./demo.ts";
import { readResource } from "./resources.ts";

/**
 * Fills an empty data folder for a demo: programme, catalogue, cards, operators with known PINs. A real one stays
 * empty: its administrator chooses. A folder that was once real never becomes a demo, nor the other way round. Answers
 * which it is.
 */
export function prepareFirstRun(ports: Ports, resourcesDir: string, wanted: { readonly demo: boolean }): boolean {
  const isNew = ports.journal.head().seq === 0 && ports.operators.list().length === 0;
  if (wanted.demo && isNew) installDemo(ports, resourcesDir);
  return ports.settings.get("demo") === true;
}

function installPack(ports: Ports, resourcesDir: string, file: string): { id: string; currency: string } {
  const parsed = readBundled(file, readResource(resourcesDir, `packs/${file}`));
  assert(parsed.kind === "ready", `the pack ${file} of the demo is sound`);
  const { id, currency } = parsed.read.pack.pack;
  keepPack(ports, parsed);
  ports.settings.set("programme", id);
  return { id, currency };
}

function installDemo(ports: Ports, resourcesDir: string): void {
  const demo = readDemo(resourcesDir);
  const [{ id: workplace, settings, programme, catalogue }] = demo.workplaces;
  const { id, currency } = installPack(ports, resourcesDir, `${programme}.json`);
  if (catalogue !== null) installCatalogue(ports, readDemoFile(resourcesDir, catalogue), currency);
  installCards(ports, demo, id);
  ports.transaction(() => {
    ports.settings.set("settings", toJson(settings));
    ports.settings.set("workplace", workplace);
    ports.settings.set("demo", true);
    for (const { pin, ...operator } of demo.operators) {
      ports.operators.save({
        ...operator,
        pinHash: ports.pins.hash(pin),
        failedTries: 0,
        lockedUntil: 0,
        demoPin: pin,
      });
    }
  });
}

function installCatalogue(ports: Ports, csv: string, currency: string): void {
  const checking = checkCatalogue(csv, {
    currency,
    weightPrefix: "22",
    categories: [],
    flags: [],
    hasCheckDigit: hasGtinCheckDigit,
  });
  let step = checking.next();
  while (!step.done) step = checking.next();
  assert(step.value.errorCount === 0 && !step.value.fault, "the demo catalogue is sound");
  const replacement = ports.items.replaceAll();
  replacement.add(step.value.items);
  replacement.commit();
}

/** Series of numbers; a later one wins where two overlap. */
function installCards(ports: Ports, demo: Demo, programme: string): void {
  const cards = new Map<string, Card>();
  for (const { from, to, status, since, reason } of demo.cards.series) {
    for (let index = from; index <= to; index++) {
      const number = demoCardNumber(demo.cards.prefix, index);
      const card: Card = { number, programme, status, since: Date.parse(since) };
      cards.set(number, reason === undefined ? card : { ...card, reason });
    }
  }
  const replacement = ports.cards.replaceAll();
  replacement.add([...cards.values()].toSorted((a, b) => (a.number < b.number ? -1 : 1)));
  replacement.commit();
}

/** EAN-13 of the in-store range: prefix, serial number, check digit. */
function demoCardNumber(prefix: string, index: number): string {
  const body = `${prefix}${String(index).padStart(12 - prefix.length, "0")}`;
  return `${body}${gtinCheckDigit(body)}`;
}
