import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readReceipts } from "./replay/read-receipts.ts";
import { sellAll, setUp, signInManager, type Staff } from "./replay/run-month.ts";
import { instantOf, openTill, resourcesDir, type Till } from "./replay/till.ts";

const usage = `Usage: npm run -s replay -- DIR --pack NAME --out FILE.csv [--data DIR] [--limit N]

Sells the receipts of DIR (catalogue.csv, receipts.csv, lines.csv) through the till's own commands at their own dates
and writes receipt,gross,discount,payable in minor units. The journal is verified at the end.

  --pack NAME   programme pack of the app: beltamozh
  --out FILE    where the figures go
  --data DIR    keep the till's data there (an empty folder); otherwise they are removed
  --limit N     only the first N receipts
`;

const { values, positionals } = parseArgs({
  options: {
    pack: { type: "string" },
    out: { type: "string" },
    data: { type: "string" },
    limit: { type: "string" },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
// npm starts scripts in the project's folder; paths are meant from where the person stands.
const from = process.env["INIT_CWD"] ?? process.cwd();
const [dir] = positionals;
const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);

if (values.help) console.log(usage);
else if (dir === undefined || values.pack === undefined || values.out === undefined || !(limit > 0)) stop(usage, 2);
else if (!existsSync(join(resourcesDir, "packs", `${values.pack}.json`))) stop(`There is no pack "${values.pack}".`, 2);
else {
  try {
    await replay({ dir: resolve(from, dir), pack: values.pack, out: resolve(from, values.out) });
  } catch (error) {
    stop(`Replay stopped. ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

async function replay(job: { readonly dir: string; readonly pack: string; readonly out: string }): Promise<void> {
  const receipts = readReceipts(job.dir).slice(0, limit);
  const [first] = receipts;
  if (!first) throw new Error("There are no receipts.");
  const dataDir = values.data === undefined ? mkdtempSync(join(tmpdir(), "replay-")) : resolve(from, values.data);
  // Set up on the eve, so that the first receipt does not share its time with the people and the catalogue.
  const till = openTill(dataDir, instantOf(first.at, "UTC") - 24 * 3_600_000);
  const cards = [...new Set(receipts.flatMap(({ card }) => (card === null ? [] : [card])))];
  const out = openSync(job.out, "w");
  try {
    const staff = await setUp(till, { ...job, cards });
    const { programme } = await till.call("getSession", {});
    writeSync(out, "receipt,gross,discount,payable\n");
    const totals = { receipts: 0, gross: 0, discount: 0, payable: 0 };
    const startedMs = performance.now();
    for await (const row of sellAll(till, receipts, { timeZone: programme.timeZone, staff })) {
      writeSync(out, `${row.receipt},${row.grossMinor},${row.discountMinor},${row.payableMinor}\n`);
      totals.receipts += 1;
      totals.gross += row.grossMinor;
      totals.discount += row.discountMinor;
      totals.payable += row.payableMinor;
      showProgress(totals.receipts, receipts.length);
    }
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(`receipts: ${totals.receipts}, with ${cards.length} cards`);
    console.log(`gross: ${totals.gross}, discount: ${totals.discount}, payable: ${totals.payable}`);
    console.log(`time: ${seconds.toFixed(1)} s, ${(totals.receipts / seconds).toFixed(0)} receipts a second`);
    await verify(till, staff);
  } finally {
    closeSync(out);
    await till.close();
    if (values.data === undefined) rmSync(dataDir, { recursive: true });
    else console.error(`The till's data are kept in ${dataDir}`);
  }
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

function stop(text: string, code: number): void {
  console.error(text);
  process.exitCode = code;
}
