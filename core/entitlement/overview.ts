import type { LocalDate } from "../kernel/index.ts";
import { balanceOf, type Figures } from "./balance.ts";
import { includedIn, limitOf } from "./judge.ts";
import { counterOf, type Entitlement } from "./pack.ts";
import { statusOn, type View } from "./status.ts";

/** A benefit as it stands for a member: counted, without a number, or not to be had and why. */
export type Benefit = { readonly entitlement: Entitlement } & (
  | {
      readonly kind: "counted";
      readonly figures: Figures;
      /** The entitlement whose counter this one shares; null where it has its own. */
      readonly sharedWith: Entitlement | null;
    }
  | { readonly kind: "open" }
  | { readonly kind: "none"; readonly reason: string; readonly availableIn: readonly string[] }
);

/**
 * Every benefit of the programme under the status of a day, in the pack's order. Figures of a benefit that is counted
 * by the event are those of an event to which nobody is registered yet.
 */
export function benefitsOf(view: View, { year, on }: { readonly year: number; readonly on: LocalDate }): Benefit[] {
  const { pack } = view;
  const standing = statusOn(view, on);
  const { status } = standing;
  return pack.entitlements.map((entitlement): Benefit => {
    if (standing.basis === "none" && standing.reason === "not_a_member") {
      return { entitlement, kind: "none", reason: standing.reason, availableIn: [] };
    }
    const { units, code } = limitOf(pack, { entitlement: entitlement.id, status });
    if (code === null && units === null) return { entitlement, kind: "open" };
    if (code !== null && units === 0) {
      return { entitlement, kind: "none", reason: code, availableIn: includedIn(pack, entitlement) };
    }
    const counter = counterOf(pack, entitlement);
    const event = counter.per === "event" ? { event: "" } : {};
    const figures = balanceOf(view, { entitlement: entitlement.id, year, on, ...event });
    return { entitlement, kind: "counted", figures, sharedWith: counter === entitlement ? null : counter };
  });
}
