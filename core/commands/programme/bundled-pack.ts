import { problem, type PackProblem } from "../../programme/index.ts";
import { readPack, type AnyPack } from "../../packs/index.ts";

/** A pack file that came with the app: one to run by, of a format unknown here, or not what it should be. */
export type BundledPack = { readonly file: string } & (
  | { readonly kind: "ready"; readonly json: string; readonly read: AnyPack }
  | { readonly kind: "other"; readonly format: string }
  | { readonly kind: "damaged"; readonly problems: readonly PackProblem[] }
);

export function readBundled(file: string, json: string): BundledPack {
  const read = readPack(json);
  return read.ok ? { file, kind: "ready", json, read: read.value } : { file, ...read.refusal };
}

/** The same for a file that the system could not read. */
export function unreadableBundled(file: string, cause: string): BundledPack {
  return { file, kind: "damaged", problems: [problem("", "not-json", cause)] };
}
