import { z } from "../../core/kernel/index.ts";
import { hash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";

/** What a till remembers of its journal outside the database: a database put back from a copy is older than this. */
export type Witness = {
  readonly generation: string;
  readonly seq: number;
  readonly chain: string;
  /** Mark of the machine, so that a copied folder is known as one. */
  readonly machine: string;
};

const WitnessFile = z.object({ generation: z.string(), seq: z.int(), chain: z.string(), machine: z.string() });

/** Where the witness lies, and what marks the machine that writes it. */
export type WitnessBox = {
  readonly machine: string;
  read(): Witness | undefined;
  write(witness: Witness): void;
};

/** Beside the journal's file. */
export function witnessBeside(journal: string, machine = machineMark()): WitnessBox {
  return { machine, read: () => readWitness(journal), write: (witness) => writeWitness(journal, witness) };
}

const fileOf = (journal: string): string => `${journal}.witness`;

/** Undefined where there is none, or what is there is no witness any more: it can then say nothing. */
function readWitness(journal: string): Witness | undefined {
  const file = fileOf(journal);
  if (!existsSync(file)) return undefined;
  try {
    return WitnessFile.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Not flushed: it may be older than the journal, never newer, because facts are durable before it is written. */
function writeWitness(journal: string, witness: Witness): void {
  const file = fileOf(journal);
  writeFileSync(`${file}.new`, JSON.stringify(witness));
  renameSync(`${file}.new`, file);
}

const machineIdFile = "/etc/machine-id";

/** The system's own mark where it has one, else the machine's name; hashed, because nobody need read it. */
function machineMark(): string {
  return hash("sha256", existsSync(machineIdFile) ? readFileSync(machineIdFile, "utf8").trim() : hostname(), "hex");
}
