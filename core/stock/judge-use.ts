import type { LocalDate } from "../kernel/index.ts";
import { isGone, type Holder } from "./holder.ts";
import type { Span } from "./movement.ts";

/** What a till said it did with a card that was no customer's yet. */
export type CardUse = {
  /** `sold`: a blank left the shop with a customer · `activated`: a card that was handed out was used first. */
  readonly what: "sold" | "activated";
  readonly on: LocalDate;
  /** The place that the till stands at; undefined where nobody has said so. */
  readonly place: string | undefined;
};

/** What tills and the books do not agree on, and what a count did not find: a person resolves each. */
export const lineKinds = [
  "till-without-place",
  "not-in-stock",
  "other-holder",
  "on-the-way",
  "gone-before",
  "moved-later",
  "before-report",
  "not-handed-out",
  "short",
  "surplus",
] as const;
export type LineKind = (typeof lineKinds)[number];

/**
 * `sell`: the books follow · `expected`: nothing changes · `line`: a person looks; `to`: where the card belongs if
 * the till is right, null where no booking follows from it.
 */
export type UseVerdict =
  | { readonly kind: "sell"; readonly to: Holder }
  | { readonly kind: "expected" }
  | { readonly kind: "line"; readonly line: LineKind; readonly to: Holder | null };

/** What the books make of what a till did. The sale itself stands in any case. */
export function judgeUse(span: Pick<Span, "holder" | "since"> | undefined, use: CardUse): UseVerdict {
  return use.what === "sold" ? judgeSale(span, use) : judgeActivation(span);
}

function judgeSale(span: Pick<Span, "holder" | "since"> | undefined, { place, on }: CardUse): UseVerdict {
  if (place === undefined) return { kind: "line", line: "till-without-place", to: null };
  const to: Holder = { kind: "sold", id: place };
  if (!span) return { kind: "line", line: "not-in-stock", to: null };
  if (span.holder.kind === "way") return { kind: "line", line: "on-the-way", to };
  if (isGone(span.holder)) return { kind: "line", line: "gone-before", to: null };
  if (span.holder.kind !== "place" || span.holder.id !== place) return { kind: "line", line: "other-holder", to };
  // A till that was long without a link tells late; the card had come back into the store by then.
  if (span.since > on) return { kind: "line", line: "moved-later", to };
  return { kind: "sell", to };
}

/** A card is activated at the holder's first purchase, whether its hand-out has been reported by then or not. */
function judgeActivation(span: Pick<Span, "holder"> | undefined): UseVerdict {
  if (!span) return { kind: "line", line: "not-in-stock", to: null };
  const { kind, id } = span.holder;
  if (kind === "handed" || kind === "written-off") return { kind: "expected" };
  if (kind === "person") return { kind: "line", line: "before-report", to: { kind: "handed", id } };
  return { kind: "line", line: "not-handed-out", to: null };
}
