import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { describeCalls, openEngine, serveJsonLines } from "../electron/engine/index.ts";
import { restoreBackup } from "../db/stores/index.ts";

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

First run without --demo: createFirstOperator makes the administrator. Amounts are kopecks, quantities thousandths.
`;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    demo: { type: "boolean", default: false },
    restore: { type: "string" },
    now: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(`${usage}\n${describeCalls()}`);
else if (values.data === undefined) fail(usage, 2);
else await serve(values.data);

async function serve(data: string): Promise<void> {
  // npm starts scripts in the project's folder; paths are meant from where the person stands.
  const from = process.env["INIT_CWD"] ?? process.cwd();
  const dataDir = resolve(from, data);
  if (values.restore !== undefined) restore(dataDir, resolve(from, values.restore));
  const opened = openEngine({
    dataDir,
    resourcesDir: join(import.meta.dirname, "../resources"),
    demo: values.demo,
    wall: clockFrom(values.now),
  });
  if (!opened.ok) {
    console.log(JSON.stringify({ id: null, refused: opened.refusal }));
    process.exitCode = 1;
    return;
  }
  const engine = opened.value;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void engine.close().then(() => process.exit(0)));
  }
  const notJson = "Строка — не JSON. Ничего не изменено";
  await serveJsonLines(engine, { input: process.stdin, output: process.stdout, notJson });
  await engine.close();
}

function clockFrom(now: string | undefined): () => number {
  if (now === undefined) return Date.now;
  const start = Date.parse(now);
  if (Number.isNaN(start)) fail(`--now: "${now}" is no time; write it like 2025-01-02T10:00:00+03:00`, 2);
  const startedMs = performance.now();
  return () => Math.round(start + performance.now() - startedMs);
}

function restore(dataDir: string, file: string): void {
  try {
    const { events, aside } = restoreBackup(dataDir, file);
    console.error(
      `Restored ${events} entries from ${file}.${aside === null ? "" : ` The old journal is kept: ${aside}`}`,
    );
  } catch (error) {
    fail(`Nothing was restored. ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

function fail(text: string, code: number): never {
  console.error(text);
  process.exit(code);
}
