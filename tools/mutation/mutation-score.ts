import type { Mutant } from "./read-mutants.ts";

/** Changes of a file or a room by what became of them. */
export type Score = {
  readonly name: string;
  readonly killed: number;
  /** An endless loop: noticed, too. */
  readonly timeout: number;
  readonly survived: number;
  /** No test runs the code at all. */
  readonly notCovered: number;
  /** Noticed changes of all, in percent. */
  readonly percent: number;
};

/** A line for every file under its room, and one for the room. Changes that do not run at all count for nothing. */
export function scoresOf(mutants: readonly Mutant[]): Score[] {
  const rooms = Map.groupBy(mutants, ({ file }) => file.split("/").slice(0, 2).join("/"));
  return [...rooms].flatMap(([room, inRoom]) => {
    const files = Map.groupBy(inRoom, ({ file }) => file);
    return [scoreOf(room, inRoom), ...[...files].map(([file, inFile]) => scoreOf(file, inFile))];
  });
}

function scoreOf(name: string, mutants: readonly Mutant[]): Score {
  const count = (wanted: string) => mutants.filter(({ status }) => status === wanted).length;
  const [killed, timeout, survived, notCovered] = [
    count("Killed"),
    count("Timeout"),
    count("Survived"),
    count("NoCoverage"),
  ];
  const all = killed + timeout + survived + notCovered;
  return { name, killed, timeout, survived, notCovered, percent: all === 0 ? 100 : ((killed + timeout) / all) * 100 };
}

/** The scores as a table for docs. Percents are cut, not rounded: 84.99 is no 85. */
export function tableOf(scores: readonly Score[]): string {
  const rows = scores.map(({ name, killed, timeout, survived, notCovered, percent }) => {
    const cells = [name, killed, timeout, survived, notCovered, (Math.floor(percent * 10) / 10).toFixed(1)];
    return `| ${cells.join(" | ")} |`;
  });
  const head = "| | killed | timed out | survived | not covered | score, % |\n|---|---|---|---|---|---|";
  return [head, ...rows].join("\n");
}
