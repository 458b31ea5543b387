import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { calls, type CallInput, type CallName, type CallOutput } from "../../../core/contract/index.ts";
import { openEngine } from "../../../electron/engine/index.ts";

/** A data folder for one app after the other; removed after the file's tests. */
export type Data = {
  readonly dir: string;
  readonly demo: boolean;
  /** Goes to the app's processes beside what the tests' own environment says. */
  readonly env?: Readonly<Record<string, string>>;
};

/** A command that prepares a folder before the app opens it. */
export type Step = { [K in CallName]: readonly [command: K, input: CallInput<K>] }[CallName];

const work = mkdtempSync(join(tmpdir(), "till-journeys-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A folder that nothing has ever used: the app fills it. */
export function emptyData(demo = true): Data {
  return { dir: mkdtempSync(join(work, "empty-")), demo };
}

/**
 * The demo shop after these commands. The shop itself is made once and copied, as hashing its PINs takes most of a
 * second.
 */
export async function demoData(steps: readonly Step[] = []): Promise<Data> {
  const template = join(work, "template");
  if (!existsSync(template)) await inEngine(template, []);
  const dir = mkdtempSync(join(work, "demo-"));
  cpSync(template, dir, { recursive: true });
  if (steps.length > 0) await inEngine(dir, steps);
  return { dir, demo: true };
}

export const cashier = { operatorId: "kovaleva", pin: "1111" } as const;
export const administrator = { operatorId: "gonchar", pin: "4444" } as const;
export const manager = { operatorId: "moroz", pin: "3333" } as const;

/** The demo shop at work: the cashier is signed in and the shift is open with 100,00 in the drawer. */
export function openShop(steps: readonly Step[] = []): Promise<Data> {
  return demoData([["signIn", cashier], ["openShift", { floatMinor: 10_000 }], ...steps]);
}

/** What the engine answers about a folder that no app has open: the value of the last command. */
export async function ask<K extends CallName>(data: Data, command: K, input: CallInput<K>): Promise<CallOutput<K>> {
  const answers = await inEngine(data.dir, [["signIn", cashier], [command, input] as Step]);
  return calls[command].output.parse(answers.at(-1)) as CallOutput<K>;
}

async function inEngine(dataDir: string, steps: readonly Step[]): Promise<unknown[]> {
  const opened = openEngine({ dataDir, resourcesDir: resolve("resources"), demo: true });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const answers: unknown[] = [];
  for (const [command, input] of steps) {
    const answer = await opened.value.handle({ id: 1, command, input });
    if (!("ok" in answer)) throw new Error(`${command}: ${JSON.stringify(answer)}`);
    answers.push(answer.ok);
  }
  await opened.value.close();
  return answers;
}
