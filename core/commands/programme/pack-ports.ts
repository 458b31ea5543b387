import type { AnyPack } from "../../packs/index.ts";
import type { BundledPack } from "./bundled-pack.ts";

/**
 * What reading installed packs came to, from one start to the next of the very program that read them: a whole check of
 * one is a tenth of a start.
 */
export type ReadPacks = {
  /** By the pack's hash. Undefined: read it, for nobody has, or another program, or what was kept is damaged. */
  recall(hash: string): AnyPack | undefined;
  keep(hash: string, read: AnyPack): void;
};

/** Programme packs that came with the app. */
export type BundledPacks = {
  /** Every file of them, checked when first asked for. */
  list(): readonly BundledPack[];
};
