import { randomUUID } from "node:crypto";
import { checkCatalogue, compareCatalogue, type Item, type RowRules } from "../../core/catalogue/index.ts";
import { categoriesOf, factFaultOf } from "../../core/commands/index.ts";
import type { Locale } from "../../core/kernel/index.ts";
import { hasGtinCheckDigit } from "../../core/scan/index.ts";
import { Fault } from "../api/index.ts";
import type { CatalogueCheck, ConsoleInput } from "../console-contract/index.ts";
import { terminalRows, writeAudit } from "../console-store/index.ts";
import { listShards, type Sql } from "../ledger/index.ts";
import {
  catalogueText,
  listCatalogues,
  listOperators,
  raiseLists,
  saveCatalogue,
  saveOperator,
  type Moved,
} from "../trust/index.ts";
import { changedMeanwhile, stampOf, type Handlers } from "./desk-parts.ts";
import type { Desk } from "./house.ts";
import { holding, readRows } from "./pack-desk.ts";
import { tillTexts } from "./till-texts.ts";

type Name = "listOperators" | "saveOperator" | "listCatalogues" | "checkCatalogue" | "publishCatalogue";

/** Catalogue and prices, and who works at the tills: what is handed out as lists. */
export const listHandlers: Pick<Handlers, Name> = {
  async listOperators({ sql, now }) {
    const rows = await listOperators(sql);
    const terminals = (await terminalRows(sql, now())).filter(({ state }) => state !== "revoked");
    return {
      operators: rows.map(({ pinHash: _, shards, terminals: at, ...row }) => {
        return { ...row, shards: [...shards], terminals: [...at] };
      }),
      shards: await listShards(sql),
      terminals: terminals.map(({ terminal, name }) => ({ terminal, name })),
    };
  },
  async saveOperator(desk, { pin, id, ...given }) {
    const pinHash = pin === null ? undefined : await desk.passwords.hash(pin);
    if (id === null && pinHash === undefined)
      throw new Fault(409, "pin-needed", { message: "a new person needs a PIN" });
    const details = [given.role, given.active ? "" : "off", pin === null ? "" : "PIN"].filter(Boolean).join(", ");
    await change(desk, { action: "operator-saved", subject: given.name, details }, async (inside, { by, now }) => {
      const saved = { ...given, id: id ?? `hq-${randomUUID()}`, pinHash, by, now };
      if (!(await saveOperator(inside, saved))) throw changedMeanwhile();
    });
    return {};
  },
  async listCatalogues({ sql, now }) {
    const programmes = await sellingProgrammes(sql, now());
    return {
      catalogues: await listCatalogues(sql),
      programmes: programmes.map(({ pack: { id, title } }) => ({ id, title: title.ru })),
      shards: await listShards(sql),
    };
  },
  checkCatalogue: async (desk, input) => (await check(desk, input)).shown,
  async publishCatalogue(desk, input) {
    const { shown } = await check(desk, input);
    if (shown.errorCount > 0) throw new Fault(409, "catalogue-has-errors", { message: "correct the file first" });
    const { csv, shard, programme } = input;
    const about = { action: "catalogue-published", subject: shard, details: `${programme}, ${shown.rows}` };
    await change(desk, about, (inside, { by, now: at }) =>
      saveCatalogue(inside, { csv, shard, programme, rows: shown.rows, at, by }),
    );
    return {};
  },
};

type About = { readonly action: string; readonly subject: string; readonly details: string };

/** One change of the lists with its audit row; every till hears of it. */
async function change(
  desk: Desk,
  about: About,
  work: (inside: Sql, said: { readonly by: string; readonly now: number }) => Promise<void>,
): Promise<void> {
  const { id, by, now } = stampOf(desk);
  const moved: Moved = await desk.sql.transaction(async (inside) => {
    await work(inside, { by, now });
    await writeAudit(inside, { id, at: now, who: by, ...about });
    return raiseLists(inside, now);
  });
  for (const { shard, pos } of moved) desk.moved(shard, pos);
}

async function sellingProgrammes(sql: Sql, now: number) {
  const rows = await readRows(sql);
  const ids = [...new Set(rows.map(({ row }) => row.id))];
  return ids.flatMap((id) => {
    const read = (holding(rows, id, now) ?? rows.find(({ row }) => row.id === id && row.state === "published"))?.read;
    return read?.kind === "selling" ? [read.pack] : [];
  });
}

const errorsShown = 50;
const sampleShown = 8;

/** The file row by row, as the tills will check it, and what it changes. */
async function check(
  desk: Desk,
  { csv, programme, shard, lang }: ConsoleInput<"checkCatalogue">,
): Promise<{ readonly shown: CatalogueCheck }> {
  const pack = (await sellingProgrammes(desk.sql, desk.now())).find((each) => each.pack.id === programme);
  if (!pack) throw new Fault(409, "programme-unpublished", { message: "publish a programme first" });
  const rules: RowRules = {
    currency: pack.pack.currency,
    weightPrefix,
    categories: categoriesOf(pack),
    flags: pack.facts["line.flags"]?.values ?? [],
    hasCheckDigit: hasGtinCheckDigit,
    factFault: (name, value) => factFaultOf(pack, name, value),
  };
  const checked = await toEnd(checkCatalogue(csv, rules));
  const say = tillTexts().say(lang);
  if (checked.fault) {
    const row = "row" in checked.fault ? { row: checked.fault.row } : {};
    throw unreadable(checked.fault.kind, row);
  }
  const before = await itemsOf(desk.sql, shard, rules);
  const compared = await toEnd(compareCatalogue(before, checked.items));
  const errors = checked.errors.slice(0, errorsShown).map(({ row, column, value, fault, expected = "" }) => {
    return { row, message: say(`rowFault.${fault}`, { column, value: value.slice(0, 40), expected }) };
  });
  const { added, changed, removed } = compared;
  return {
    shown: {
      rows: checked.rows,
      added,
      changed,
      removed,
      errorCount: checked.errorCount,
      errors,
      sample: checked.items.slice(0, sampleShown).map((item) => sampleOf(item, lang)),
    },
  };
}

/** Tills keep their own prefix of weight labels; this is the one they begin with. */
const weightPrefix = "22";

function sampleOf({ sku, name, priceMinor }: Item, lang: Locale): CatalogueCheck["sample"][number] {
  return { sku, name: lang === "be" ? (name.be ?? name.ru) : name[lang], priceMinor };
}

function unreadable(kind: string, row: { readonly row?: number }): Fault {
  const say = (lang: Locale) => tillTexts().say(lang)(`csv.${kind}`, row);
  return new Fault(409, "csv-invalid", { message: kind, detail: { ru: say("ru"), be: say("be"), en: say("en") } });
}

async function itemsOf(sql: Sql, shard: string, rules: RowRules): Promise<readonly Item[]> {
  const text = await catalogueText(sql, shard);
  return text === undefined ? [] : (await toEnd(checkCatalogue(text, rules))).items;
}

/** Other requests are answered between two slices. */
async function toEnd<T>(steps: Generator<unknown, T>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}
