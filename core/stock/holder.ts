/**
 * Who answers for a card by the books. `outside`: the printer · `place`: the store of a branch · `person`: a
 * responsible person · `way`: under way by a waybill · `handed`: handed out by a person, waiting for the act ·
 * `spoiled`, `lost`: at or by a holder, waiting for the act · `sold`: at a till of a place · `written-off`: by an act.
 */
export const holderKinds = [
  "outside",
  "place",
  "person",
  "way",
  "handed",
  "spoiled",
  "lost",
  "sold",
  "written-off",
] as const;
export type HolderKind = (typeof holderKinds)[number];

/** `id`: of the place, the person or the paper; empty for `outside`. */
export type Holder = { readonly kind: HolderKind; readonly id: string };

export const outside: Holder = { kind: "outside", id: "" };

/** As it is stored: `person:p1`. */
export function holderText({ kind, id }: Holder): string {
  return `${kind}:${id}`;
}

/** Reads what `holderText` wrote; undefined for anything else. */
export function readHolder(text: string): Holder | undefined {
  const at = text.indexOf(":");
  const kind = holderKinds.find((each) => each === text.slice(0, at));
  return kind === undefined ? undefined : { kind, id: text.slice(at + 1) };
}

export const isSame = (a: Holder, b: Holder): boolean => a.kind === b.kind && a.id === b.id;

/** Whether cards there are out of everybody's hands. */
export function isGone({ kind }: Holder): boolean {
  return kind === "handed" || kind === "sold" || kind === "written-off";
}
