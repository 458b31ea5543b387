import { RepeatGuard, Wedge, type ReaderOutcome, type WedgeEvent, type WedgeStep } from "../../core/scan/index.ts";
import type { Settings } from "../../core/contract/index.ts";
import { actionOf, isTextField, perform } from "./key-dispatch.ts";
import { share } from "./share.ts";
import type { Shell } from "./shell.ts";

/**
 * Takes the codes of a reader that types like a keyboard out of the stream of keys, on every screen and whatever has
 * the focus; what a person types is given back, into a field for a PIN too: a code read there is no wrong PIN. Answers
 * how to stop.
 */
export function captureScans(shell: Shell, target: Window): () => void {
  const guard = new RepeatGuard();
  let profile = profileOf(null);
  let wedge = new Wedge(profile);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (step: WedgeStep): boolean => {
    for (const effect of step.effects) {
      if (effect.kind === "replay") giveBack(shell, effect);
      else if (effect.kind === "retract") takeBack(effect.text);
      else takeOutcome(shell, guard, effect.outcome);
    }
    clearTimeout(timer);
    if (step.wakeAt !== null) {
      timer = setTimeout(() => take(wedge.wake(performance.now())), Math.max(0, step.wakeAt - performance.now()));
    }
    return step.pass;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || keepsItsKeys(event.target)) return;
    if (take(wedge.press(wedgeEvent(event), performance.now()))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const release = (): void => void take(wedge.release());
  const follow = (): void => {
    const next = share(profile, profileOf(shell.store.getState().session?.settings ?? null));
    // Any other setting may change while a code or a PIN is on its way: nothing of it is lost.
    if (next === profile) return;
    take(wedge.leave());
    profile = next;
    wedge = new Wedge(profile);
  };
  const turns = ["pointerdown", "focusout", "compositionstart", "paste"] as const;
  target.addEventListener("keydown", press, { capture: true });
  for (const turn of turns) target.addEventListener(turn, release, { capture: true });
  const unfollow = shell.store.subscribe(follow);
  follow();
  return () => {
    unfollow();
    clearTimeout(timer);
    target.removeEventListener("keydown", press, { capture: true });
    for (const turn of turns) target.removeEventListener(turn, release, { capture: true });
  };
}

/** How this till's reader types; before the settings are known, as most readers leave the factory. */
export function profileOf(settings: Settings | null): ConstructorParameters<typeof Wedge>[0] {
  const { layout = "us", slow = false, prefix = "", suffix = "" } = settings?.scanner ?? {};
  return {
    layout,
    pace: slow ? "slow" : "normal",
    framing: { prefix, suffix },
    swipes: { own: settings?.cardRanges ?? [], strangers: "refuse" },
  };
}

function wedgeEvent(event: KeyboardEvent): WedgeEvent {
  const { code, key, timeStamp, shiftKey, ctrlKey, altKey, repeat } = event;
  const capsLock = event.getModifierState("CapsLock");
  const editable = isTextField(event.target instanceof Element ? event.target : null);
  return { code, key, timeStamp, shiftKey, ctrlKey, altKey, repeat, capsLock, editable };
}

/** A field for a date or a number has no caret that keys could be given back to. */
const keepsItsKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && ["date", "number"].includes(target.type);

function takeOutcome(shell: Shell, guard: RepeatGuard, outcome: ReaderOutcome): void {
  const refuse = (key: "bankCard" | "unreadable"): void => {
    shell.sounds.refuse(key);
    shell.tell("refused", shell.texts.t(`shell:scan.${key}`));
  };
  const hand = (code: string, aim?: string): void => {
    if (guard.admits(code, performance.now())) shell.scan(aim === undefined ? { code } : { code, aim });
  };
  switch (outcome.kind) {
    case "scan":
      return hand(outcome.scan.data, outcome.scan.aim);
    case "swipe":
      return outcome.swipe.number === null ? refuse("unreadable") : hand(outcome.swipe.number);
    case "bank-card":
      return refuse("bankCard");
    case "unreadable":
      return refuse("unreadable");
    case "ignored":
      return undefined;
  }
}

/** A person's keys: into the focused text or to the actions; the rest starts a text in the field that takes typing. */
function giveBack(shell: Shell, held: { readonly text: string; readonly keys: readonly WedgeEvent[] }): void {
  if (isTextField(document.activeElement)) return insert(held.text);
  for (const key of held.keys) {
    const focused = document.activeElement;
    const press = { ...key, metaKey: false };
    const action = actionOf(shell, press, focused);
    if (isTextField(focused)) insert(key.key);
    else if (action !== undefined) perform(shell, action);
    else if (key.key === " " && focused instanceof HTMLElement) focused.click();
    else if (key.key.length === 1) startTyping(key.key);
  }
}

function startTyping(character: string): void {
  const field = document.querySelector<HTMLInputElement>("[data-typing-target]");
  if (field === null || document.querySelector("dialog:modal") !== null) return;
  field.focus();
  insert(character);
}

/** Types into the focused field over its selection, as a key would: cut at its length, followed by its input event. */
function insert(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const { value, selectionStart, selectionEnd, maxLength } = field;
  const start = selectionStart ?? value.length;
  const end = selectionEnd ?? value.length;
  const room = maxLength < 0 ? text.length : Math.max(0, maxLength - (value.length - (end - start)));
  field.setRangeText(text.slice(0, room), start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}

/** Takes out what a scan's first keys typed before the rest of it had come, if it still stands before the caret. */
function takeBack(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const end = field.selectionStart ?? 0;
  if (end < text.length || field.value.slice(end - text.length, end) !== text) return;
  field.setRangeText("", end - text.length, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "deleteContentBackward" }));
}
