import { characterAt, type ScannerLayout } from "./key-layouts.ts";

/**
 * A keydown, as the window delivers it. Times are the event's own (`event.timeStamp`, ms): they survive a busy window.
 */
export type WedgeEvent = {
  /** Key position (`KeyboardEvent.code`). */
  readonly code: string;
  /** What the till's own layout makes of it (`KeyboardEvent.key`). */
  readonly key: string;
  readonly timeStamp: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly capsLock: boolean;
  /** Whether the key would type into a focused text field. */
  readonly editable?: boolean;
};

/** What a keydown is to a decoder. */
export type KeyMeaning =
  | { readonly kind: "character"; readonly character: string }
  /** A digit of an Alt+keypad sequence, or the Alt that opens one. */
  | { readonly kind: "alt-start" }
  | { readonly kind: "alt-digit"; readonly digit: string }
  | { readonly kind: "control"; readonly character: string }
  | { readonly kind: "end" }
  | { readonly kind: "modifier" }
  /** No scanner presses it: an arrow, a function key, Backspace. */
  | { readonly kind: "other" };

const modifiers = /^(Shift|Control|CapsLock|NumLock|AltRight)/;
/** Ctrl+`[`, `\`, `]`, `^`, `_` where a US board has them give the control characters behind the letters. */
const controlPositions: Readonly<Record<string, number>> = {
  BracketLeft: 27,
  Backslash: 28,
  BracketRight: 29,
  Minus: 31,
};

/** What the keys before left open. */
export type OpenKeys = {
  /** Alt went down, so that keypad digits make a number. */
  readonly alt: boolean;
  /** AltGr went down; Linux tells it by that key alone, Windows by Ctrl with Alt. */
  readonly altGr: boolean;
};

/** Reads one key by its position. */
export function meaningOf(event: WedgeEvent, layout: ScannerLayout, open: OpenKeys): KeyMeaning {
  const { code } = event;
  if (modifiers.test(code)) return { kind: "modifier" };
  if (code === "AltLeft") return { kind: "alt-start" };
  if (code === "Enter" || code === "NumpadEnter" || code === "Tab") return { kind: "end" };
  const keypadDigit = /^Numpad(\d)$/.exec(code)?.[1];
  if (keypadDigit !== undefined && (event.altKey || open.alt)) return { kind: "alt-digit", digit: keypadDigit };
  if (event.ctrlKey && !event.altKey) return controlOf(code);
  if (event.altKey && !event.ctrlKey) return { kind: "other" };
  const onThird = event.ctrlKey || open.altGr ? characterAt(code, "altGr", layout) : null;
  if (onThird !== null) return { kind: "character", character: onThird };
  if (event.ctrlKey) return { kind: "other" };
  // A reader without key positions (some Bluetooth ones): the character is all there is.
  const character =
    code === "" && event.key.length === 1 ? event.key : characterAt(code, event.shiftKey ? "shift" : "plain", layout);
  return character === null ? { kind: "other" } : { kind: "character", character };
}

function controlOf(code: string): KeyMeaning {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const value = letter ? letter.charCodeAt(0) - 64 : controlPositions[code];
  if (value === undefined) return { kind: "other" };
  // Ctrl+M and Ctrl+J are CR and LF: the end of a scan, as Enter is.
  return value === 13 || value === 10 ? { kind: "end" } : { kind: "control", character: String.fromCharCode(value) };
}

/** Character of an Alt+keypad number (Latin-1 above 127); empty for a number that is none. */
export function altCharacter(digits: string): string {
  const value = Number(digits);
  return value > 0 && value <= 255 ? String.fromCharCode(value) : "";
}

/**
 * Readers send three digits, or four with a leading zero: then the sequence is full even if Alt is not seen released.
 */
export function isAltFull(digits: string): boolean {
  return digits.length === (digits.startsWith("0") ? 4 : 3);
}
