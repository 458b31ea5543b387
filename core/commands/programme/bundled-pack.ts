import * as z from "zod";
import { PackSchema, parsePack, problem, type Pack, type PackProblem } from "../../programme/index.ts";

/** A pack file that came with the app: fit for a till, of another kind, or not what it should be. */
export type BundledPack = { readonly file: string } & (
  | { readonly kind: "ready"; readonly json: string; readonly pack: Pack }
  | { readonly kind: "other"; readonly format: string }
  | { readonly kind: "damaged"; readonly problems: readonly PackProblem[] }
);

const tillFormat = PackSchema.shape.format.value;
const Formatted = z.looseObject({ format: z.string() });

/** Checks a pack file whole. Other kinds of packs (rules of an association) lie in the same folder and are no fault. */
export function readBundled(file: string, json: string): BundledPack {
  const format = formatOf(json);
  if (format !== undefined && format !== tillFormat) return { file, kind: "other", format };
  const parsed = parsePack(json);
  return parsed.ok
    ? { file, kind: "ready", json, pack: parsed.value }
    : { file, kind: "damaged", problems: parsed.refusal };
}

/** The same for a file that the system could not read. */
export function unreadableBundled(file: string, cause: string): BundledPack {
  return { file, kind: "damaged", problems: [problem("", "not-json", cause)] };
}

function formatOf(json: string): string | undefined {
  try {
    return Formatted.safeParse(JSON.parse(json)).data?.format;
  } catch (error) {
    // What is no JSON is told with its place by the check that follows.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
