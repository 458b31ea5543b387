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
  /** Up to this a key before the first three may be theirs after all: the system delivered it late. */
  readonly reachMs: number;
  /** Between later keys, once three characters came at that speed. */
  readonly joinMs: number;
  /** Mean of a burst. */
  readonly meanMs: number;
  /** Silence that ends a scan without end key, and the longest hiccup inside one. */
  readonly quietMs: number;
  /** The same of a reader that is known to press an end key: nobody waits for its silence. */
  readonly patientMs: number;
};

/**
 * Readers of the field send a key every 1-19 ms, slow radio ones every 43 ms; a person's fastest pairs take 40 ms,
 * their sustained best 80 ms. So 25 ms (slow profile: 50 ms) a key is always a scan, 90 ms never.
 */
export const paces: Readonly<Record<"normal" | "slow", Pace>> = {
  normal: { startMs: 40, reachMs: 85, joinMs: 60, meanMs: 45, quietMs: 120, patientMs: 300 },
  slow: { startMs: 70, reachMs: 85, joinMs: 85, meanMs: 62, quietMs: 180, patientMs: 300 },
};

/** Characters after which a burst is a machine's unless its speed drops. */
const establishedCharacters = 3;
/** A pause up to the silence is forgiven, and one more for so many characters: a busy machine, a lost radio packet. */
const charactersPerHiccup = 6;

/** Keys that came one after another fast enough to be a scanner's, with the sums that judge them. */
export class Burst {
  readonly keys: BurstKey[] = [];
  #characters = 0;
  /** Characters since the last slow pause at the beginning. */
  #quickCharacters = 0;
  /** Where the keys begin that came before such a pause, and how many keys the page has already. */
  #pausedAt = 0;
  #givenBack = 0;
  #evenGaps = 0;
  #evenMs = 0;
  #hiccups = 0;
  readonly #pace: Pace;
  readonly #silenceMs: number;

  constructor(pace: Pace, endsItself: boolean) {
    this.#pace = pace;
    this.#silenceMs = endsItself ? pace.patientMs : pace.quietMs;
  }

  get isEmpty(): boolean {
    return this.keys.length === 0;
  }

  /** Fast enough for long enough that only a machine can have sent it. */
  get isEstablished(): boolean {
    return this.#quickCharacters >= establishedCharacters;
  }

  get text(): string {
    return this.keys.map((key) => key.character).join("");
  }

  get lastAt(): number {
    return this.keys.at(-1)?.event.timeStamp ?? Number.NEGATIVE_INFINITY;
  }

  /** How long after its last key the burst may go on. */
  get openMs(): number {
    return this.isEstablished ? this.#silenceMs : this.#pace.reachMs;
  }

  /** How long the page is kept waiting for its last key; null when the page has them all. */
  get holdMs(): number | null {
    if (this.isEstablished) return this.#silenceMs;
    return this.#givenBack < this.keys.length ? this.#pace.startMs : null;
  }

  /** Whether a keydown at `at` keeps the pace. Shift and the like count too: a reader presses them at its own speed. */
  continuesAt(at: number): boolean {
    const gap = at - this.lastAt;
    if (this.isEmpty || gap > this.openMs) return false;
    if (!this.isEstablished) return true;
    if (gap > this.#pace.joinMs) return this.#hiccups <= Math.floor(this.#characters / charactersPerHiccup);
    return this.#evenMs + gap <= this.#pace.meanMs * (this.#evenGaps + 1);
  }

  /** Whether a keydown at `at` comes too late for the ones before it to be held any longer. */
  pausesAt(at: number): boolean {
    return !this.isEstablished && at - this.lastAt > this.#pace.startMs;
  }

  add(key: BurstKey): void {
    const gap = key.event.timeStamp - this.lastAt;
    if (this.isEmpty) this.#pausedAt = 0;
    else if (this.pausesAt(key.event.timeStamp)) this.#pause();
    else if (gap > this.#pace.joinMs) this.#hiccups++;
    else {
      this.#evenGaps++;
      this.#evenMs += gap;
    }
    this.keys.push(key);
    this.#characters += key.character.length;
    this.#quickCharacters += key.character.length;
  }

  /** One late key is forgiven before a scan is known for one, not two: what stood before the last pause is typing. */
  #pause(): void {
    const typed = this.keys.splice(0, this.#pausedAt);
    this.#givenBack -= typed.length;
    this.#characters -= typed.reduce((sum, key) => sum + key.character.length, 0);
    this.#pausedAt = this.keys.length;
    this.#quickCharacters = 0;
    this.#evenGaps = 0;
    this.#evenMs = 0;
  }

  /** Gives the last key its character after all: an Alt+keypad number is known when it ends. */
  amend(character: string): void {
    const last = this.keys.pop();
    if (!last) return;
    this.keys.push({ ...last, character });
    const more = character.length - last.character.length;
    this.#characters += more;
    this.#quickCharacters += more;
  }

  /** The held keys that the page still lacks; it has them from now on. */
  giveBack(): readonly BurstKey[] {
    const back = this.keys.slice(this.#givenBack).filter((key) => key.held);
    this.#givenBack = this.keys.length;
    return back;
  }

  /** What the page got back of a burst that turned out to be a scan. */
  get typedTooMuch(): string {
    return this.keys
      .slice(0, this.#givenBack)
      .map((key) => (key.held ? key.typed : ""))
      .join("");
  }
}
