import { belongsToField, keyName, type Action } from "./action-registry.ts";
import type { Shell } from "./shell.ts";

/** A reader may end a code with CR and LF: the second Enter comes this soon after the code, and is nobody's. */
const scanTailMs = 150;

/**
 * Gives keys that nothing else has taken to the actions on screen. Scan capture runs before it and keeps the keys of a
 * code, its Enter included, to itself. Answers how to stop.
 */
export function dispatchKeys(shell: Shell, target: Window, lastScanAt: () => number): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = keyName(event);
    if (keys === "Enter" && event.timeStamp - lastScanAt() < scanTailMs) return event.preventDefault();
    if (isInDialog(event.target) !== hasDialog(target.document)) return;
    const action = shell.actions.find(keys);
    if (action === undefined || !reaches(action, event)) return;
    event.preventDefault();
    if (event.repeat && action.repeats !== true) return;
    perform(shell, action);
  };
  target.addEventListener("keydown", press);
  return () => target.removeEventListener("keydown", press);
}

/** Does an action, or says why it cannot be done. */
export function perform(shell: Shell, action: Action): void {
  if (typeof action.disabledReason === "string") shell.tell("attention", action.disabledReason);
  else action.run();
}

function reaches(action: Action, event: KeyboardEvent): boolean {
  const element = event.target instanceof HTMLElement ? event.target : null;
  if (element?.matches("input, textarea, select, [contenteditable]") === true) {
    return action.inFields === true || !belongsToField(action.keys ?? "");
  }
  // A focused control answers Enter and Space itself.
  const pressesControl = action.keys === "Enter" || action.keys === "Space";
  return !pressesControl || element?.closest("button, a, summary, [role=option]") === null || element === null;
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("dialog:modal") !== null;

const hasDialog = (page: Document): boolean => page.querySelector("dialog:modal") !== null;
