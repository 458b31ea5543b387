import * as z from "zod";
import { locales } from "../../core/kernel/index.ts";
import { roles } from "../../core/shift/index.ts";
import { Done, Instant, Name, Nothing, type DeskCall } from "./fields.ts";

const Names = z.array(Name).max(200);
const Role = z.enum(roles);

export const TillOperator = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  active: z.boolean(),
  /** Parts of the trade and single tills where the person works; nothing named: everywhere. */
  shards: Names,
  terminals: Names,
  changedAt: Instant,
  changedBy: z.string(),
});
export type TillOperator = z.infer<typeof TillOperator>;

/** Characters of a catalogue: a hundred thousand articles. */
const csvLength = 8_000_000;
const Sent = z.strictObject({
  csv: z.string().max(csvLength),
  programme: Name,
  /** Part of the trade; empty: all. */
  shard: z.union([z.literal(""), Name]),
  lang: z.enum(locales),
});

export const CatalogueCheck = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  errorCount: z.int(),
  errors: z.array(z.object({ row: z.int(), message: z.string() })),
  sample: z.array(z.object({ sku: z.string(), name: z.string(), priceMinor: z.int() })),
});
export type CatalogueCheck = z.infer<typeof CatalogueCheck>;

export const CatalogueVersion = z.object({
  shard: z.string(),
  version: z.int(),
  rows: z.int(),
  programme: z.string(),
  at: Instant,
  by: z.string(),
});
export type CatalogueVersion = z.infer<typeof CatalogueVersion>;

export const listCalls = {
  listOperators: {
    right: "look",
    input: Nothing,
    output: z.object({
      operators: z.array(TillOperator),
      shards: Names,
      terminals: z.array(z.object({ terminal: z.string(), name: z.string() })),
    }),
  },
  /** Adds a person, or changes one; a `pin` replaces the one before. `active`: whether the person works here still. */
  saveOperator: {
    right: "operator.manage",
    input: z.strictObject({
      id: z.string().max(64).nullable(),
      name: Name,
      role: Role,
      pin: z
        .string()
        .regex(/^\d{4,8}$/)
        .nullable(),
      active: z.boolean(),
      shards: Names,
      terminals: Names,
    }),
    output: Done,
  },
  listCatalogues: {
    right: "look",
    input: Nothing,
    output: z.object({
      catalogues: z.array(CatalogueVersion),
      programmes: z.array(z.object({ id: z.string(), title: z.string() })),
      shards: Names,
    }),
  },
  checkCatalogue: { right: "catalogue.publish", input: Sent, output: CatalogueCheck },
  publishCatalogue: { right: "catalogue.publish", input: Sent, output: Done },
} as const satisfies Readonly<Record<string, DeskCall>>;
