import { join, resolve } from "node:path";
import { electronVersion, findElectron, openDisplay } from "../../tools/runtimes.ts";
import { findElectron as programIn } from "../../tools/start/find-electron.ts";
import { build, isStale } from "../../tools/start/build-if-stale.ts";
import { count, type Figure, inFolder, median, ms, notRun, quantile, type Scale, times, verdictOf } from "./figures.ts";
import { prepareShop } from "./shop.ts";
import { type Start, startOnce } from "./startup.ts";

const goal = "P12, P13 start and memory of the Electron shell";

/** One start of each in turn: the till with few cards, the till with many, and a minimal page. */
type Round = { readonly few: Start; readonly many: Start; readonly minimal: Start };

/** P12 and P13: from the spawn to the first scan possible, and the memory of all processes once at rest. */
export async function measureStart({ quick }: Scale): Promise<Figure[]> {
  const [found, display] = [findElectron(), await openDisplay()];
  if ("missing" in found) return [notRun(goal, found.missing)];
  if ("missing" in display) return [notRun(goal, display.missing)];
  if (isStale() && !build()) return [notRun(goal, "the app could not be built")];
  const cards = { few: 100_000, many: quick ? 1_000_000 : 10_000_000 };
  try {
    const electron = programIn({ ELECTRON_OVERRIDE_DIST_PATH: found.path }) ?? found.path;
    const rounds = await inFolder((dir) =>
      startAll(dir, { electron, cards, rounds: quick ? 5 : 15, env: display.name ? { DISPLAY: display.name } : {} }),
    );
    return figuresOf(rounds, { cards, version: electronVersion(found.path) });
  } finally {
    display.close();
  }
}

type Job = {
  readonly electron: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cards: { readonly few: number; readonly many: number };
  readonly rounds: number;
};

async function startAll(dir: string, { electron, env, cards, rounds }: Job): Promise<Round[]> {
  const [few, many] = [join(dir, "few"), join(dir, "many")];
  await prepareShop(few, { cards: cards.few });
  await prepareShop(many, { cards: cards.many });
  const bare = [`--user-data-dir=${join(dir, "minimal")}`, resolve("test/bench/minimal-electron")];
  const till = (data: string) => () =>
    startOnce(electron, ["."], { ...env, DISCOUNT_TERMINAL_DATA: data, DISCOUNT_TERMINAL_DEMO: "1" });
  const arms = { few: till(few), many: till(many), minimal: () => startOnce(electron, bare, env) };
  const names = ["few", "minimal", "many"] as const;
  const done: Round[] = [];
  // The first two starts of each fill the caches of disk and compiled code; they are not counted.
  for (let round = -2; round < rounds; round += 1) {
    const seen: Partial<Record<(typeof names)[number], Start>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) seen[name] = await arms[name]();
    const { few: fewer, many: more, minimal } = seen;
    if (round >= 0 && fewer && more && minimal) done.push({ few: fewer, many: more, minimal });
  }
  return done;
}

type Part = "readyMs" | "cpuMs" | "pssMiB";
type About = { readonly cards: Job["cards"]; readonly version: string };

function figuresOf(rounds: readonly Round[], { cards, version }: About): Figure[] {
  const of = (arm: keyof Round, part: Part): number[] => rounds.map((round) => round[arm][part]);
  const ratios = (above: keyof Round, below: keyof Round, part: Part): number[] =>
    rounds.map((round) => round[above][part] / round[below][part]);
  const mib = (value: number): string => `${value.toFixed(0)} MiB`;
  const [start, memory] = [median(ratios("many", "minimal", "readyMs")), median(ratios("many", "minimal", "pssMiB"))];
  const growth = ratios("many", "few", "readyMs");
  const extra = median(ratios("many", "few", "pssMiB"));
  return [
    {
      goal: `P12 spawn -> first scan possible <= 1.3x a minimal page, Electron ${version}`,
      figure: ms(median(of("many", "readyMs")), 0),
      yardstick: ms(median(of("minimal", "readyMs")), 0),
      ratio: times(start),
      verdict: verdictOf(start <= 1.3),
    },
    {
      goal: "P12 work of all cores until at rest",
      figure: ms(median(of("many", "cpuMs")), 0),
      yardstick: ms(median(of("minimal", "cpuMs")), 0),
      ratio: times(median(ratios("many", "minimal", "cpuMs"))),
      verdict: "no gate",
    },
    {
      goal: `P12 start with ${count(cards.many)} cards <= 1.05x one with ${count(cards.few)}`,
      figure: ms(median(of("many", "readyMs")), 0),
      yardstick: ms(median(of("few", "readyMs")), 0),
      ratio: times(median(growth)),
      // A difference that a quarter of the rounds does not show is the machine's.
      verdict: verdictOf(median(growth) <= 1.05 || quantile(growth, 0.25) <= 1),
    },
    {
      goal: "P13 memory of all processes (PSS) <= 1.25x a minimal page",
      figure: mib(median(of("many", "pssMiB"))),
      yardstick: mib(median(of("minimal", "pssMiB"))),
      ratio: times(memory),
      verdict: verdictOf(memory <= 1.25),
    },
    {
      goal: `P13 memory with ${count(cards.many)} cards <= 1.05x that with ${count(cards.few)}`,
      figure: mib(median(of("many", "pssMiB"))),
      yardstick: mib(median(of("few", "pssMiB"))),
      ratio: times(extra),
      verdict: verdictOf(extra <= 1.05),
    },
  ];
}
