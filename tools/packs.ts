import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { locales } from "../core/kernel/index.ts";
import { diffPacks } from "../core/review/index.ts";
import { lintFiles } from "./packs/lint-files.ts";
import { schemaFile, schemaText } from "./packs/pack-schema.ts";
import { placeOf, readPack } from "./packs/read-pack.ts";
import { runSimulation } from "./packs/run-simulation.ts";

const usage = `Usage: npm run -s packs -- lint FILE…            what the author of a pack cannot see
       npm run -s packs -- diff OLD NEW         what changes, for whom and from when
       npm run -s packs -- simulate PACK --on DIR   recorded receipts under a draft
       node tools/packs.ts schema               writes the published JSON Schema anew

A pack is a file, or the id of one that comes with the app.

  --lang ru|be|en     language of the texts (ru)
  --json              for programs
lint:
  --clauses FILE      the document's clauses: "1-39" or "4.1, 4.2"; each must be a rule or in notInPack
  --published DATE    the day the change was published, to check the pack's notices
  --previous PACK     the version before, to know what changes
  --numbers FILE      card numbers of the till, {"cardRanges": [{"prefix", "length", "check"}], "weightPrefix"}
simulate:
  --on DIR            catalogue.csv, receipts.csv, lines.csv
  --against PACK      compare with this one (the bundled pack of the same id)
  --shift             move the receipts by whole weeks into the draft's term
  --html FILE         a report with charts
  --growth PERCENT    growth of daily turnover (П), for Тд; --turnover SUM (Тс) and --days N (Д) if not those of DIR
  --profit SUM --cost SUM   profit and cost of the campaign, for R
`;

const { values, positionals } = parseArgs({
  options: {
    lang: { type: "string", default: "ru" },
    json: { type: "boolean", default: false },
    clauses: { type: "string" },
    published: { type: "string" },
    previous: { type: "string" },
    numbers: { type: "string" },
    on: { type: "string" },
    against: { type: "string" },
    shift: { type: "boolean", default: false },
    html: { type: "string" },
    growth: { type: "string" },
    turnover: { type: "string" },
    days: { type: "string" },
    profit: { type: "string" },
    cost: { type: "string" },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

const [command, ...names] = positionals;
const lang = locales.find((one) => one === values.lang);

try {
  if (values.help) console.log(usage);
  else await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const [first, second] = names;
  if (lang === undefined) stop();
  else if (command === "lint" && first !== undefined) {
    process.exitCode = lintFiles(names, { ...values, lang }) ? 1 : 0;
  } else if (command === "diff" && first !== undefined && second !== undefined) {
    const changes = diffPacks(readPack(first), readPack(second), lang);
    console.log(values.json ? JSON.stringify(changes, null, 2) : changes.join("\n"));
  } else if (command === "simulate" && first !== undefined && values.on !== undefined) {
    runSimulation(first, { ...values, on: values.on });
  } else if (command === "schema") {
    mkdirSync(dirname(schemaFile), { recursive: true });
    writeFileSync(schemaFile, await schemaText());
    console.log(`Written: ${placeOf(schemaFile)}`);
  } else stop();
}

function stop(): void {
  console.error(usage);
  process.exitCode = 2;
}
