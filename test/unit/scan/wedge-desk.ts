import {
  characterAt,
  type KeyLevel,
  noFraming,
  type ReaderOutcome,
  type ScannerLayout,
  Wedge,
  type WedgeEvent,
  type WedgeProfile,
  type WedgeStep,
} from "../../../core/scan/index.ts";

export const profile: WedgeProfile = {
  layout: "us",
  pace: "normal",
  framing: noFraming,
  swipes: { own: [], strangers: "refuse" },
};

const positions = [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").map((letter) => `Key${letter}`),
  ..."0123456789".split("").map((digit) => `Digit${digit}`),
  ..."Backquote Minus Equal BracketLeft BracketRight Semicolon Quote Backslash".split(" "),
  ..."IntlBackslash Comma Period Slash Space".split(" "),
];

/** Every character that a scanner of the layout can press, with the key it presses. */
export function keysOf(layout: ScannerLayout): Map<string, { readonly code: string; readonly level: KeyLevel }> {
  const found = new Map<string, { code: string; level: KeyLevel }>();
  for (const level of ["plain", "shift", "altGr"] as const) {
    for (const code of positions) {
      const character = characterAt(code, level, layout);
      if (character !== null && !found.has(character)) found.set(character, { code, level });
    }
  }
  return found;
}

/** `[code, key, ms]` and what else the event carries. */
export function keydown(
  [code, key, timeStamp]: readonly [string, string, number],
  more: Partial<WedgeEvent> = {},
): WedgeEvent {
  const flags = { shiftKey: false, ctrlKey: false, altKey: false, repeat: false, capsLock: false };
  return { code, key, timeStamp, ...flags, ...more };
}

/** Keydowns of a scanner that types `text`, with the letters that the till sees (`host`). */
export function scanned(text: string, options: { layout?: ScannerLayout; gap?: number; at?: number; host?: string }) {
  const { layout = "us", gap = 10, at = 0, host } = options;
  const keys = keysOf(layout);
  return [...text].map((character, index) => {
    const key = keys.get(character);
    if (!key) throw new Error(`no key for ${character}`);
    const isThird = key.level === "altGr";
    return keydown([key.code, host ?? character, at + index * gap], {
      shiftKey: key.level === "shift",
      ctrlKey: isThird,
      altKey: isThird,
    });
  });
}

/** A page with one field under the wedge: what was read, what was typed, how long keys were held. */
export class Desk {
  readonly read: ReaderOutcome[] = [];
  readonly terminated: boolean[] = [];
  field = "";
  longestHoldMs = 0;
  readonly #wedge: Wedge;
  #wakeAt: number | null = null;

  constructor(changes: Partial<WedgeProfile> = {}) {
    this.#wedge = new Wedge({ ...profile, ...changes });
  }

  press(...events: readonly WedgeEvent[]): this {
    for (const event of events) this.arrive(event, event.timeStamp);
    return this;
  }

  /** A keydown that the window gets at `now`, its timers having run on time until then. */
  arrive(event: WedgeEvent, now: number): this {
    this.wait(now);
    const step = this.#wedge.press(event, now);
    this.#carryOut(step, now);
    if (step.pass && event.key.length === 1 && !event.ctrlKey && !event.altKey) this.field += event.key;
    if (step.pass && event.key.length > 1 && !isModifier(event.key)) this.field += `<${event.key}>`;
    return this;
  }

  /** Lets the timers run that are due before `time`. */
  wait(time = Number.POSITIVE_INFINITY): this {
    while (this.#wakeAt !== null && this.#wakeAt < time) this.#carryOut(this.#wedge.wake(this.#wakeAt), this.#wakeAt);
    return this;
  }

  wake(now: number): WedgeStep {
    const step = this.#wedge.wake(now);
    this.#carryOut(step, now);
    return step;
  }

  release(): this {
    this.#carryOut(this.#wedge.release(), 0);
    return this;
  }

  leave(): this {
    this.#carryOut(this.#wedge.leave(), 0);
    return this;
  }

  get codes(): string[] {
    return this.read.flatMap((outcome) => (outcome.kind === "scan" ? [outcome.scan.data] : []));
  }

  #carryOut(step: WedgeStep, now: number): void {
    this.#wakeAt = step.wakeAt;
    for (const effect of step.effects) {
      if (effect.kind === "replay") {
        this.field += effect.text;
        this.longestHoldMs = Math.max(this.longestHoldMs, ...effect.keys.map((key) => now - key.timeStamp));
      } else if (effect.kind === "retract") {
        if (!this.field.endsWith(effect.text)) throw new Error(`${this.field} does not end in ${effect.text}`);
        this.field = this.field.slice(0, this.field.length - effect.text.length);
      } else {
        this.read.push(effect.outcome);
        this.terminated.push(effect.terminated);
      }
    }
  }
}

function isModifier(key: string): boolean {
  return ["Shift", "Control", "Alt", "AltGraph", "CapsLock"].includes(key);
}
