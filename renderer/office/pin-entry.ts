/** Shortest and longest PIN the engine takes. */
export const pinLength = { min: 4, max: 12 } as const;

/** The PIN after one key of the pad or the keyboard; other keys leave it alone. */
export function pinAfter(pin: string, key: string): string {
  if (key === "Backspace") return pin.slice(0, -1);
  if (key === "Delete" || key === "Clear") return "";
  return /^\d$/.test(key) && pin.length < pinLength.max ? pin + key : pin;
}

/** A digit by key position: the pad types digits whatever layout is on. */
export function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}
