import type { AmountKey } from "../ui/index.ts";

/** Shortest PIN, and the longest that still signs in; a new one is at most eight digits long. */
export const pinLength = { min: 4, max: 12, newMax: 8 } as const;

/** Digits of any text: what a field for a PIN keeps of typing and pasting. */
export function pinOf(text: string): string {
  return text.replace(/\D/g, "").slice(0, pinLength.max);
}

/** The PIN after one key of the number pad. */
export function pinAfter(pin: string, key: AmountKey): string {
  if (key === "clear") return "";
  if (key === "back") return pin.slice(0, -1);
  return pinOf(pin + key);
}

export const isWholePin = (pin: string): boolean => pin.length >= pinLength.min;
export const isNewPin = (pin: string): boolean => isWholePin(pin) && pin.length <= pinLength.newMax;
