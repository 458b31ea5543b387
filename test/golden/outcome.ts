/** One figure that differs. `path` leads from `expect` to it: `lines[0].discount`. */
export type Difference = { readonly path: string; readonly expected: unknown; readonly got: unknown };

/** What one golden case came to: it passes, it is not expressed (with the reason), or it differs. */
export type Outcome = { readonly pass: true } | { readonly skip: string } | { readonly fail: readonly Difference[] };

/** A golden file as read: `format` picks the adapter, the rest belongs to it. */
export type GoldenFile = {
  readonly format: string;
  readonly cases: readonly unknown[];
  readonly [field: string]: unknown;
};

/** One case of one file. An adapter translates notation and never computes a result. */
export type RunCase = (goldenCase: unknown, file: GoldenFile) => Outcome | Promise<Outcome>;
