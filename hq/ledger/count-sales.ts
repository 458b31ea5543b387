import * as z from "zod";
import type { Sql } from "./sql.ts";

/** What every column and index can hold; a fact that says otherwise is not counted. */
const Word = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u);
const Label = z.string().regex(/^[^\p{Cc}\p{Cs}]{0,200}$/u);
const Minor = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
const LocalAt = z.string().regex(/^\d{4}-\d{2}-\d{2}T/);

const Sale = z.object({
  localAt: LocalAt,
  site: Label,
  currency: Word,
  pack: z.object({ id: Word }),
  grossMinor: Minor,
  discountMinor: Minor,
  payableMinor: Minor,
  card: z.object({}).nullable(),
  servedBy: z.string().nullable(),
  lines: z
    .array(z.object({ adjustments: z.array(z.object({ rule: Word, clause: Label, amountMinor: Minor })).max(100) }))
    .max(1000),
});
const Return = z.object({ localAt: LocalAt, site: Label, refundMinor: Minor });
const Counted = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sale-completed"), body: Sale }),
  z.object({ kind: z.literal("lines-returned"), body: Return }),
]);

/** `served`: the discount is the card's · `refused`: one was shown and gave nothing · `none`. */
export type CardPart = "served" | "refused" | "none";

type Table = { readonly name: string; readonly keys: readonly string[]; readonly sums: readonly string[] };

const tables = {
  turnover: {
    name: "turnover_day",
    keys: ["day", "site", "programme", "currency", "card"],
    sums: ["receipts", "gross_minor", "discount_minor", "payable_minor"],
  },
  discount: {
    name: "discount_day",
    keys: ["day", "site", "programme", "currency", "rule", "clause"],
    sums: ["lines", "discount_minor"],
  },
  refund: { name: "refund_day", keys: ["day", "site"], sums: ["returns", "refund_minor"] },
} as const satisfies Readonly<Record<string, Table>>;

type Sums = Map<string, { readonly key: readonly string[]; readonly sums: number[] }>;

/** Sales and returns of one page of facts, added up before they go into the sums of their days. */
export function createSalesCount() {
  const found: Readonly<Record<keyof typeof tables, Sums>> = {
    turnover: new Map(),
    discount: new Map(),
    refund: new Map(),
  };
  const add = (table: keyof typeof tables, key: readonly string[], sums: readonly number[]): void => {
    const name = JSON.stringify(key);
    const before = found[table].get(name)?.sums;
    found[table].set(name, { key, sums: sums.map((sum, at) => sum + (before?.[at] ?? 0)) });
  };
  return {
    take(text: string): void {
      const fact = Counted.safeParse(readJson(text)).data;
      if (fact?.kind === "sale-completed") addSale(fact.body, add);
      else if (fact) add("refund", [fact.body.localAt.slice(0, 10), fact.body.site], [1, fact.body.refundMinor]);
    },
    async write(sql: Sql): Promise<void> {
      for (const [name, table] of Object.entries(tables)) {
        // One order everywhere: two projectors never wait for each other's rows crosswise.
        const rows = [...found[name as keyof typeof tables].entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
        for (const [, { key, sums }] of rows) await addTo(sql, table, [...key, ...sums]);
      }
    },
  };
}

type Add = (table: keyof typeof tables, key: readonly string[], sums: readonly number[]) => void;

function addSale(sale: z.infer<typeof Sale>, add: Add): void {
  const { localAt, site, currency, pack, lines } = sale;
  const at = [localAt.slice(0, 10), site, pack.id, currency];
  const card: CardPart = sale.servedBy !== null ? "served" : sale.card === null ? "none" : "refused";
  add("turnover", [...at, card], [1, sale.grossMinor, sale.discountMinor, sale.payableMinor]);
  for (const { adjustments } of lines)
    for (const { rule, clause, amountMinor } of adjustments) add("discount", [...at, rule, clause], [1, amountMinor]);
}

async function addTo(sql: Sql, { name, keys, sums }: Table, values: readonly (string | number)[]): Promise<void> {
  const columns = [...keys, ...sums];
  const places = columns.map((_, at) => `$${at + 1}`);
  const added = sums.map((sum) => `${sum} = ${name}.${sum} + excluded.${sum}`);
  await sql.query(
    `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${places.join(", ")})
     ON CONFLICT (${keys.join(", ")}) DO UPDATE SET ${added.join(", ")}`,
    [...values],
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
