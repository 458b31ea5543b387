import type { WedgeEvent } from "./wedge-keys.ts";

/** One key of an undecided burst. */
export type BurstKey = {
  readonly event: WedgeEvent;
  /** What a scanner meant by it; empty for a modifier and inside an Alt+keypad number. */
  readonly character: string;
  /** What a person meant by it: the character to give back. */
  readonly typed: string;
  /** Kept from the page. */
  readonly held: boolean;
};

/** Limits between keydowns in milliseconds. */
export type Pace = {
  /** Between the first characters; also the longest that a person's key is held. */
  readonly startMs: number;
  /** Between later keys, once three characters came at that speed. */
  readonly joinMs: number;
  /** Mean of a burst. */
  readonly meanMs: number;
  /** Silence that ends a scan without end key, and the longest hiccup inside one. */
  readonly quietMs: number;
};

/**
 * Readers of the field send a key every 1-19 ms, slow radio ones every 43 ms; a person's fastest pairs take 40 ms,
 * their sustained best 80 ms. So 25 ms (slow profile: 50 ms) a key is always a scan, 90 ms never.
 */
export const paces: Readonly<Record<"normal" | "slow", Pace>> = {
  normal: { startMs: 40, joinMs: 60, meanMs: 35, quietMs: 120 },
  slow: { startMs: 70, joinMs: 85, meanMs: 62, quietMs: 180 },
};

/** Characters after which a burst is a machine's unless its speed drops. */
const establishedCharacters = 3;
/** One pause up to `quietMs` is forgiven for so many characters: a radio reader repeats a lost packet. */
const charactersPerHiccup = 6;

/** Keys that came one after another fast enough to be a scanner's, with the sums that judge them. */
export class Burst {
  readonly keys: BurstKey[] = [];
  #characters = 0;
  #evenGaps = 0;
  #evenMs = 0;
  #hiccups = 0;
  readonly #pace: Pace;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get isEmpty(): boolean {
    return this.keys.length === 0;
  }

  /** Fast enough for long enough that only a machine can have sent it. */
  get isEstablished(): boolean {
    return this.#characters >= establishedCharacters;
  }

  get text(): string {
    return this.keys.map((key) => key.character).join("");
  }

  get lastAt(): number {
    return this.keys.at(-1)?.event.timeStamp ?? Number.NEGATIVE_INFINITY;
  }

  /** How long after its last key the burst stays open. */
  get openMs(): number {
    return this.isEstablished ? this.#pace.quietMs : this.#pace.startMs;
  }

  /** Whether a keydown at `at` keeps the pace. Shift and the like count too: a reader presses them at its own speed. */
  continuesAt(at: number): boolean {
    const gap = at - this.lastAt;
    if (this.isEmpty || gap > this.openMs) return false;
    if (!this.isEstablished) return true;
    if (gap > this.#pace.joinMs) return this.#hiccups < Math.floor(this.#characters / charactersPerHiccup);
    return this.#evenMs + gap <= this.#pace.meanMs * (this.#evenGaps + 1);
  }

  add(key: BurstKey): void {
    const gap = key.event.timeStamp - this.lastAt;
    if (!this.isEmpty && gap > this.#pace.joinMs) this.#hiccups++;
    else if (!this.isEmpty) {
      this.#evenGaps++;
      this.#evenMs += gap;
    }
    this.keys.push(key);
    this.#characters += key.character.length;
  }

  /** Gives the last key its character after all: an Alt+keypad number is known when it ends. */
  amend(character: string): void {
    const last = this.keys.pop();
    if (!last) return;
    this.keys.push({ ...last, character });
    this.#characters += character.length - last.character.length;
  }
}
