import * as z from "zod";
import { Done, Instant, Nothing, Said, type DeskCall } from "./fields.ts";

const Text = z.object({ ru: z.string(), be: z.string(), en: z.string() });
const LocalDate = z.iso.date();
const PackId = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u);
const key = { id: PackId, version: z.int().min(1) };
const Lines = z.array(z.string());

/** Characters of an uploaded pack: the largest of ours has a fifteenth of it. */
const packLength = 1_500_000;

/** `draft`: only head office knows it · `published`: tills have it, it holds from its day on · `withdrawn`. */
export const PackVersion = z.object({
  ...key,
  title: Text,
  state: z.enum(["draft", "published", "withdrawn"]),
  /** Whether a published one holds today. */
  holds: z.boolean(),
  effectiveFrom: LocalDate,
  /** Day from which tills let it hold; null for a draft. */
  startsOn: LocalDate.nullable(),
  /** Parts of the trade; none: all. */
  shards: Lines,
  madeAt: Instant,
  madeBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PackVersion = z.infer<typeof PackVersion>;

const Step = z.object({
  do: z.string(),
  by: z.string(),
  clause: z.string(),
  /** Null until somebody has entered the signature. */
  signed: z.object({ at: Instant, by: z.string(), note: z.string() }).nullable(),
});

export const PackDossier = z.object({
  pack: PackVersion,
  findings: z.array(
    z.object({
      severity: z.enum(["error", "warning"]),
      clause: z.string(),
      rule: z.string(),
      text: Text,
      example: Text,
    }),
  ),
  /** Against the version in force; null where nothing can be compared. */
  changes: z.object({ ru: Lines, be: Lines, en: Lines }).nullable(),
  steps: z.array(Step),
  /** First day that the document's notices allow, published today. */
  earliest: z.object({ date: LocalDate, clause: z.string() }).nullable(),
  today: LocalDate,
  shards: Lines,
});
export type PackDossier = z.infer<typeof PackDossier>;

export const packCalls = {
  /** Every version of every programme, the newest first; `canSign`: the packs' key is in reach of this box. */
  listPacks: {
    right: "look",
    input: Nothing,
    output: z.object({ packs: z.array(PackVersion), canSign: z.boolean(), now: Instant }),
  },
  packDossier: { right: "look", input: z.strictObject(key), output: PackDossier },
  uploadPack: {
    right: "pack.publish",
    input: z.strictObject({ json: z.string().max(packLength) }),
    output: z.object(key),
  },
  /** The next signature in the order of the document: whose paper it is, and where it lies. */
  signPack: {
    right: "pack.publish",
    input: z.strictObject({ ...key, step: z.int().min(0), note: Said }),
    output: Done,
  },
  publishPack: {
    right: "pack.publish",
    input: z.strictObject({ ...key, startsOn: LocalDate, shards: Lines.max(100) }),
    output: Done,
  },
  withdrawPack: { right: "pack.publish", input: z.strictObject({ ...key, reason: Said }), output: Done },
} as const satisfies Readonly<Record<string, DeskCall>>;
