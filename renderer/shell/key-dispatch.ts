import { belongsToField, keyName, type Action } from "./action-registry.ts";
import type { Shell } from "./shell.ts";

type Press = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Gives keys that nothing else has taken to the actions on screen. Scan capture runs before it and keeps the keys of a
 * code, its Enter included, to itself. Answers how to stop.
 */
export function dispatchKeys(shell: Shell, target: Window): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionOf(shell, event, event.target);
    // A function key that means nothing here must not search in, reload or navigate the page by caret instead.
    if (action !== undefined || /^F\d+$/.test(keyName(event))) event.preventDefault();
    if (action === undefined) return;
    if (event.repeat && action.repeats !== true) return;
    perform(shell, action);
  };
  target.addEventListener("keydown", press);
  target.addEventListener("mousedown", leaveFocus);
  return () => {
    target.removeEventListener("keydown", press);
    target.removeEventListener("mousedown", leaveFocus);
  };
}

/** A touched button does its work and leaves the focus where it was: the next Enter is not meant for it. */
function leaveFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("button") !== null) event.preventDefault();
}

/** Does an action, or says why it cannot be done. */
export function perform(shell: Shell, action: Action): void {
  if (typeof action.disabledReason === "string") shell.tell("attention", action.disabledReason);
  else action.run();
}

/** The action that a key means where it was pressed. A dialog silences the screen under it: its keys are its own. */
export function actionOf(shell: Shell, press: Press, place: EventTarget | null): Action | undefined {
  const element = place instanceof HTMLElement ? place : null;
  if (document.querySelector("dialog:modal") !== null) return undefined;
  const keys = keyName(press);
  const action = shell.actions.find(keys);
  return action !== undefined && reaches(action, element) ? action : undefined;
}

function reaches(action: Action, element: HTMLElement | null): boolean {
  if (isTextField(element)) return action.inFields === true || !belongsToField(action.keys ?? "");
  // A focused control answers Enter and Space itself.
  const pressesControl = action.keys === "Enter" || action.keys === "Space";
  return !pressesControl || element?.closest("button, a, summary, [role=option]") === null || element === null;
}

/** Whether characters typed now go into a text. */
export function isTextField(element: Element | null): boolean {
  if (element === null) return false;
  if (!(element instanceof HTMLInputElement)) return element.matches("textarea, select, [contenteditable]");
  return !["button", "checkbox", "radio", "range", "file"].includes(element.type);
}
