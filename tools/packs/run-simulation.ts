import { writeFileSync } from "node:fs";
import { simulatedEffect, type EffectOptions } from "./campaign-effect.ts";
import { loadReceipts, shiftedInto } from "./load-receipts.ts";
import { placeOf, readPack } from "./read-pack.ts";
import { reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";
import { simulate } from "./simulate.ts";

export type SimulationOptions = EffectOptions & {
  readonly on: string;
  readonly against?: string | undefined;
  readonly shift: boolean;
  readonly html?: string | undefined;
  readonly json: boolean;
};

/** Prices a folder of receipts under a draft and the pack in force, and prints or writes the effect. */
export function runSimulation(path: string, options: SimulationOptions): void {
  const { pack: draft } = readPack(path);
  const { pack: now } = readPack(options.against ?? draft.pack.id);
  const recorded = loadReceipts(placeOf(options.on), draft);
  if (recorded.length === 0) throw new Error("There are no receipts.");
  const receipts = options.shift ? shiftedInto(recorded, draft) : recorded;
  const { from } = draft.pack.effective;
  const early = receipts.filter(({ at }) => at.slice(0, 10) < from).length;
  if (early > 0) {
    console.error(`Проект действует с ${from}, раньше — чеков: ${early}. С --shift чеки переносятся в его срок.`);
  }
  const simulation = simulate(now, draft, receipts);
  const report = { now, draft, simulation, effect: simulatedEffect(simulation, options) };
  if (options.html !== undefined) writeFileSync(placeOf(options.html), reportHtml(report));
  console.log(options.json ? JSON.stringify({ ...simulation, effect: report.effect }, null, 2) : reportText(report));
}
