import { join, resolve } from "node:path";
import { describeCalls, openEngine, restoreFolder, serveJsonLines, type Engine } from "../electron/engine/index.ts";
import type { Refusal } from "../core/contract/index.ts";
import { readOptions, standing, stop } from "./command-line.ts";

const usage = `Usage: npm run -s engine -- --data DIR [--demo] [--restore FILE] [--now ISO] [--help]

The till's engine without a screen. One JSON message a line:
  in   {"id": 1, "command": "scan", "input": {"code": "4817000010016"}}
  out  {"id": 1, "ok": …} | {"id": 1, "refused": {"kind", "message", …}} | {"id": 1, "error": "…"}
       {"event": "…", "view": …}

  --data DIR      data folder; made when there is none
  --demo          fill an empty folder with the demo: programme, catalogue, cards, operators (PINs in getSession)
  --restore FILE  put a backup in place of the journal first; the old one is kept
  --now ISO       let the clock start at this time, for tests
  --help          this text

First run without --demo: createFirstOperator makes the administrator and takes the programme, one of those that
getSession lists. Amounts are kopecks, quantities thousandths.

Ends with 0 when the input ends, with 1 when the data cannot be opened (the reason is the one line of output, and on
standard error), with 2 when the options are wrong.
`;

const resourcesDir = join(import.meta.dirname, "../resources");
const options = readOptions({
  options: {
    data: { type: "string" },
    demo: { type: "boolean", default: false },
    restore: { type: "string" },
    now: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (options) await run(options.values);

type Values = {
  readonly data?: string;
  readonly demo?: boolean;
  readonly restore?: string;
  readonly now?: string;
  readonly help?: boolean;
};

async function run({ data, demo = false, restore, now, help }: Values): Promise<void> {
  if (help === true) {
    console.log(`${usage}\n${describeCalls()}`);
    return;
  }
  if (data === undefined || data === "") {
    stop(2, "Нужна папка данных: --data DIR", "A data folder is needed: --data DIR", usage);
    return;
  }
  const wall = clockFrom(now);
  if (wall === undefined) {
    stop(2, `--now: «${now}» — не время`, `--now: "${now}" is no time; write it like 2025-01-02T10:00:00+03:00`);
    return;
  }
  const dataDir = resolve(standing, data);
  if (restore !== undefined && !restored(dataDir, resolve(standing, restore))) return;
  const opened = openEngine({ dataDir, resourcesDir, demo, wall });
  if (opened.ok) await serve(opened.value);
  else refused(opened.refusal);
}

async function serve(engine: Engine): Promise<void> {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void engine.close().then(() => process.exit(0)));
  }
  const notJson = "Строка — не JSON. Ничего не изменено";
  await serveJsonLines(engine, { input: process.stdin, output: process.stdout, notJson });
  await engine.close();
}

function restored(dataDir: string, file: string): boolean {
  const done = restoreFolder({ dataDir, file, resourcesDir });
  if (!done.ok) {
    refused(done.refusal);
    return false;
  }
  const { events, aside } = done.value;
  console.error(
    `Restored ${events} entries from ${file}.${aside === null ? "" : ` The old journal is kept: ${aside}`}`,
  );
  return true;
}

function refused(refusal: Refusal): void {
  console.log(JSON.stringify({ id: null, refused: refusal }));
  stop(1, refusal.message);
}

function clockFrom(now: string | undefined): (() => number) | undefined {
  if (now === undefined) return Date.now;
  const start = Date.parse(now);
  const startedMs = performance.now();
  return Number.isNaN(start) ? undefined : () => Math.round(start + performance.now() - startedMs);
}
