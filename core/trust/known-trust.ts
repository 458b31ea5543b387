import { z } from "../kernel/index.ts";
import { trustRoles, type Announced, type FileName } from "./documents.ts";
import { trustRules } from "./signed-document.ts";

const Version = z.int().min(1);
const Taken = z.object({ version: Version, hash: z.string(), text: z.string() });

/** What a till holds of head office's signed documents. Versions never fall: each is the least that is taken next. */
export const KnownTrust = z.object({
  /** Text of the newest root. The first one came with the enrolment. */
  root: z.string(),
  timestamp: z.object({ version: Version, expiresAt: z.int() }).nullable(),
  /** Taken whole: the document and everything it names. */
  packs: Taken.nullable(),
  lists: Taken.nullable(),
  /** Why the newest try changed nothing; null after one that did not fail. */
  refused: z
    .object({
      role: z.enum([...trustRoles, "file"]),
      rule: z.enum([...trustRules, "pack-unusable", "catalogue-unusable", "operators-unusable"]),
      /** What exactly, in the till's language; empty where the rule says it all. */
      detail: z.string(),
      at: z.int(),
    })
    .nullable(),
});
export type KnownTrust = z.infer<typeof KnownTrust>;
export type TrustRefusal = Omit<NonNullable<KnownTrust["refused"]>, "at">;

/** Nothing taken yet under this root. */
export function newTrust(root: string): KnownTrust {
  return { root, timestamp: null, packs: null, lists: null, refused: null };
}

/** Whether this document was taken already. */
export function isTaken(known: { readonly hash: string } | null, announced: Announced): boolean {
  return known?.hash === announced.hash;
}

/** Whether these bytes are the file that was named. */
export function isFile(tools: { digest(text: string): string }, file: FileName, text: string): boolean {
  return text.length === file.length && tools.digest(text) === file.hash;
}
