import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readBundled } from "../core/commands/index.ts";
import { readOptions, standing, stop } from "./command-line.ts";
import { readReceipts } from "./replay/read-receipts.ts";
import { sellAll, setUp, signInManager, type Staff } from "./replay/run-month.ts";
import { instantOf, openTill, resourcesDir, type Till } from "./replay/till.ts";

const usage = `Usage: npm run -s replay -- DIR --pack NAME --out FILE.csv [--data DIR] [--limit N]

Sells the receipts of DIR (catalogue.csv, receipts.csv, lines.csv) through the till's own commands at their own dates,
oldest first, and writes receipt,gross,discount,payable in minor units. The journal is verified at the end. Totals go
to standard output, progress to standard error.

  --pack NAME   programme pack of the app: beltamozh
  --out FILE    where the figures go
  --data DIR    keep the till's data there (an empty folder); otherwise they are removed
  --limit N     only the first N receipts

Ends with 0 when all was sold and the chain holds, with 1 when something stood in the way, with 2 when the options are
wrong.
`;

const options = readOptions({
  options: {
    pack: { type: "string" },
    out: { type: "string" },
    data: { type: "string" },
    limit: { type: "string" },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

type Job = {
  readonly dir: string;
  readonly pack: string;
  readonly out: string;
  readonly data: string | undefined;
  readonly limit: number;
};

if (options?.values.help === true) console.log(usage);
else if (options) {
  const job = jobOf(options);
  if (typeof job === "string") stop(2, job, "", usage);
  else {
    await replay(job).catch((error: unknown) => {
      stop(1, `Replay stopped. ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}

/** What is to be done, or what is wrong with it, before anything is. */
function jobOf({ values, positionals }: NonNullable<typeof options>): Job | string {
  const [dir, ...more] = positionals;
  const { pack = "", out = "" } = values;
  if (dir === undefined || more.length > 0) return "One folder is needed: DIR";
  if (pack === "") return "A programme pack is needed: --pack NAME";
  if (out === "") return "A file for the figures is needed: --out FILE.csv";
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) return `--limit: "${values.limit}" is no number of receipts`;
  const known = packsOfTills();
  if (!known.includes(pack)) return `There is no pack "${pack}". There are: ${known.join(", ")}`;
  const data = values.data === undefined ? undefined : resolve(standing, values.data);
  if (data !== undefined && existsSync(data) && readdirSync(data).length > 0) return `--data: ${data} is not empty`;
  return { dir: resolve(standing, dir), pack, out: resolve(standing, out), data, limit };
}

/** Names of the app's packs by which a till can sell; rules of associations lie in the same folder. */
function packsOfTills(): string[] {
  const folder = join(resourcesDir, "packs");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const selling = files.filter((name) => {
    const pack = readBundled(name, readFileSync(join(folder, name), "utf8"));
    return pack.kind === "ready" && pack.read.kind === "selling";
  });
  return selling.map((name) => name.slice(0, -".json".length));
}

async function replay(job: Job): Promise<void> {
  const receipts = readReceipts(job.dir).slice(0, job.limit);
  const [first] = receipts;
  if (!first) throw new Error("There are no receipts.");
  const out = openOut(job.out);
  const dataDir = job.data ?? mkdtempSync(join(tmpdir(), "replay-"));
  // Set up on the eve, so that the first receipt does not share its time with the people and the catalogue.
  const till = openTill(dataDir, instantOf(first.at, "UTC") - 24 * 3_600_000);
  try {
    const cards = [...new Set(receipts.flatMap(({ card }) => (card === null ? [] : [card])))];
    const staff = await setUp(till, { ...job, cards });
    await sellInto(out, { till, receipts, staff, cards: cards.length });
    await verify(till, staff);
  } finally {
    closeSync(out);
    await till.close();
    if (job.data === undefined) rmSync(dataDir, { recursive: true });
    else console.error(`The till's data are kept in ${dataDir}`);
  }
}

function openOut(file: string): number {
  try {
    return openSync(file, "w");
  } catch (error) {
    throw new Error(`--out: ${file} cannot be written (${error instanceof Error ? error.message : String(error)})`, {
      cause: error,
    });
  }
}

type Month = {
  readonly till: Till;
  readonly receipts: ReturnType<typeof readReceipts>;
  readonly staff: Staff;
  readonly cards: number;
};

async function sellInto(out: number, { till, receipts, staff, cards }: Month): Promise<void> {
  const { programme } = await till.call("getSession", {});
  writeSync(out, "receipt,gross,discount,payable\n");
  const totals = { receipts: 0, gross: 0, discount: 0, payable: 0 };
  const startedMs = performance.now();
  try {
    for await (const row of sellAll(till, receipts, { timeZone: programme.timeZone, staff })) {
      writeSync(out, `${row.receipt},${row.grossMinor},${row.discountMinor},${row.payableMinor}\n`);
      totals.receipts += 1;
      totals.gross += row.grossMinor;
      totals.discount += row.discountMinor;
      totals.payable += row.payableMinor;
      showProgress(totals.receipts, receipts.length);
    }
  } catch (error) {
    console.error(`Only ${totals.receipts} of ${receipts.length} receipts are in the file.`);
    throw error;
  }
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(`receipts: ${totals.receipts}, with ${cards} cards`);
  console.log(`gross: ${totals.gross}, discount: ${totals.discount}, payable: ${totals.payable}`);
  console.log(`time: ${seconds.toFixed(1)} s, ${(totals.receipts / seconds).toFixed(0)} receipts a second`);
}

async function verify(till: Till, staff: Staff): Promise<void> {
  await signInManager(till, staff);
  const { events, ok, head, brokenAt } = await till.call("verifyJournal", {});
  console.log(`journal: ${events} entries, ${ok ? "chain verified" : `chain BROKEN at ${brokenAt}`}, head ${head}`);
  if (!ok) process.exitCode = 1;
}

function showProgress(done: number, of: number): void {
  if (done % 100 !== 0 && done !== of) return;
  const line = `${done} of ${of}`;
  process.stderr.write(
    process.stderr.isTTY ? `\r${line}${done === of ? "\n" : ""}` : done % 1000 === 0 || done === of ? `${line}\n` : "",
  );
}
