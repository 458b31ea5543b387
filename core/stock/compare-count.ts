import { inOrder, joined, shared, without, type Range } from "./numbers.ts";

/** What was counted at the end of a way against what was sent. */
export type Counted = {
  readonly arrived: readonly Range[];
  /** On the waybill and not in the parcel. */
  readonly missing: readonly Range[];
  /** In the parcel and not on the waybill. */
  readonly surplus: readonly Range[];
};

/** Compares card by card; neither list has a number twice. */
export function compareCount(sent: readonly Range[], found: readonly Range[]): Counted {
  const arrived = sent.flatMap((range) =>
    found.flatMap((other) => {
      const both = shared(range, other);
      return both ? [{ ...both, check: range.check }] : [];
    }),
  );
  return {
    arrived: joined(arrived),
    missing: joined(sent.flatMap((range) => without(range, found))),
    surplus: joined(inOrder(found).flatMap((range) => without(range, sent))),
  };
}
