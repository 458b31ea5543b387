import type { CloseCheck } from "../../core/contract/index.ts";

export type CheckItem = CloseCheck["items"][number];

/** What is left before the Z report, given that the drawer may have been counted on this screen already. */
export function leftToDo(check: CloseCheck, counted: boolean): readonly CheckItem[] {
  return check.items.filter((item) => !isDone(item, counted));
}

export function isDone(item: CheckItem, counted: boolean): boolean {
  if (item.kind === "uncounted") return item.done || counted;
  // An old shift is a reason to hurry, not an obstacle: closing it is the cure.
  return item.done;
}

/** Only these hold the Z report back; a late or unsent shift can and should still be closed. */
const holding: readonly CheckItem["kind"][] = ["suspended", "open-basket", "uncounted"];

export function heldBackBy(check: CloseCheck, counted: boolean): readonly CheckItem[] {
  return leftToDo(check, counted).filter((item) => holding.includes(item.kind));
}
