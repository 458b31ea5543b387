import { Burst, type BurstKey, type Pace, paces } from "./burst.ts";
import { guarded, type ReaderOutcome, swipeOutcome } from "./reader.ts";
import { readScanText, withoutFraming } from "./scan-text.ts";
import { looksLikeSwipe, readSwipe } from "./swipe.ts";
import { altCharacter, isAltFull, type KeyMeaning, meaningOf, type WedgeEvent } from "./wedge-keys.ts";
import type { WedgeEffect, WedgeProfile, WedgeStep } from "./wedge-step.ts";

/** Fewer characters are noise or a person: three is what every product of the field asks for at least. */
const minimumCharacters = 3;
/** A stuck reader is dropped here; the longest barcode has 7089 digits. */
const maxKeys = 8192;
/** Readers that press Enter after each track are through with the next one within this. */
const swipeJoinMs = 200;
/** An end key this long after a scan that ended in silence still belongs to it. */
const lateEndMs = 130;
/** A timer later than this fired behind a stall, with keydowns perhaps still queued. */
const lateTimerMs = 8;
/** Keys that arrive later than this say nothing of when the next one will. */
const longestLagMs = 1000;
/**
 * In a text field a shorter burst is typing: a fast typist's word end, a programmed key of a till's keyboard that sends
 * an amount with its Enter. Codes that are looked for in earnest are longer.
 */
const charactersInField = 6;

/**
 * Scanner that types like a keyboard: tells it from a person by the time between keys and reads it by key position.
 *
 * **How a window uses it.** Listen to `keydown` in the capture phase on `window`, before anything else; for every
 * event call `press` with the time it arrived. If `pass` is false call `preventDefault()` and
 * `stopImmediatePropagation()`. Carry out `effects` in order before returning. Keep one timer for `wakeAt` (the clock
 * of `event.timeStamp`, so `performance.now()`), call `wake` then and treat its step alike. Call `release` before a
 * `pointerdown`, `focusout`, `compositionstart` or `paste` acts, `leave` when the screen stops taking scans. Do not
 * feed events with `isComposing`. Keys of a PIN field come too: what a person types is given back, a scan is no wrong
 * PIN.
 *
 * **Why the first key is held, not let through and taken back.** A search field would search for, a PIN field submit,
 * an amount field rewrite the first character of every scan before it could be taken back. A person's key comes back
 * after 40 ms at most (two or three frames), or at once when a key follows that no scanner sends then. Nothing is held
 * that text cannot give back: Enter, arrows, Backspace, shortcuts and dead keys go straight through, behind the keys
 * held before them.
 *
 * What belongs together is judged by the events' own times, so a window that stalls sees the same bursts; a timer
 * that fires late because of the stall waits once more, for the keydowns queued behind it. How long a key is held
 * counts from its arrival: on a busy machine the next key of the same scan may be on its way long after. A key that
 * was given back meanwhile stays in the books, and is retracted if its own time says that a scan began with it.
 */
export class Wedge {
  readonly #profile: WedgeProfile;
  readonly #pace: Pace;
  #burst: Burst;
  /** Digits of an open Alt+keypad number. */
  #alt: string | null = null;
  #altGr = false;
  /** When Alt or AltGr last went down or an Alt digit came: what they opened lapses like a burst. */
  #altAt = Number.NEGATIVE_INFINITY;
  /** Tracks of a swipe whose next track may still come. */
  #swipe = "";
  #swipeUntil = Number.NEGATIVE_INFINITY;
  /** An end key until then belongs to the scan before it: CR LF, or an Enter that came late. */
  #swallowEndUntil = Number.NEGATIVE_INFINITY;
  #putOffUntil: number | null = null;
  /** When the last key arrived, and how much later than it was pressed. */
  #arrivedAt = 0;
  #lagMs = 0;
  /** The last scan ended in an end key: so will the next. */
  #endsItself = false;
  #effects: WedgeEffect[] = [];

  constructor(profile: WedgeProfile) {
    this.#profile = profile;
    this.#pace = paces[profile.pace];
    this.#burst = new Burst(this.#pace, this.#endsItself);
  }

  /** One keydown, and when it reached the window. */
  press(event: WedgeEvent, now = event.timeStamp): WedgeStep {
    this.#putOffUntil = null;
    this.#arrivedAt = Math.max(now, event.timeStamp);
    this.#lagMs = Math.min(this.#arrivedAt - event.timeStamp, longestLagMs);
    if (event.timeStamp - this.#burst.lastAt > this.#burst.openMs) this.#settle(event.timeStamp);
    const isFresh = event.timeStamp - this.#altAt <= this.#pace.startMs;
    const open = { alt: isFresh && this.#alt !== null, altGr: isFresh && this.#altGr };
    const meaning = meaningOf(event, this.#profile.layout, open);
    return this.#step(event.repeat ? this.#person(meaning) : this.#take(event, meaning));
  }

  /** The timer set for `wakeAt`. `now` is on the clock of the events. */
  wake(now: number): WedgeStep {
    const due = this.#wakeAt();
    if (due === null || now < due) return this.#step(true);
    if (now - due > lateTimerMs && this.#putOffUntil === null) {
      this.#putOffUntil = now + 2 * lateTimerMs;
      return this.#step(true);
    }
    this.#putOffUntil = null;
    if (this.#burst.isEstablished || this.#burst.holdMs === null) this.#settle(now);
    else this.#handBack();
    return this.#step(true);
  }

  /** The person turned elsewhere (pointer, focus, paste): keys that no scan has claimed go back first. */
  release(): WedgeStep {
    if (!this.#burst.isEstablished) this.#handBack();
    return this.#step(true);
  }

  /** The screen takes no more scans: a half-received one is dropped, a person's keys go back, the fast ones too. */
  leave(): WedgeStep {
    if (!this.#isScan()) this.#giveBack();
    this.#reset();
    this.#swipe = "";
    return this.#step(true);
  }

  #step(pass: boolean): WedgeStep {
    const effects = this.#effects;
    this.#effects = [];
    return { pass, effects, wakeAt: this.#wakeAt() };
  }

  #wakeAt(): number | null {
    if (this.#putOffUntil !== null) return this.#putOffUntil;
    const { holdMs, isEstablished } = this.#burst;
    if (holdMs !== null && !this.#burst.isEmpty) return this.#arrivedAt + holdMs + (isEstablished ? this.#lagMs : 0);
    return this.#swipe === "" ? null : this.#swipeUntil + this.#lagMs;
  }

  /** Decides what silence has ended. */
  #settle(now: number): void {
    if (!this.#burst.isEmpty) {
      const end = this.#burst.lastAt + this.#burst.openMs + lateEndMs;
      this.#closeAlt();
      if (!this.#isScan() || !this.#finish(false, end)) this.#giveBack();
    }
    if (this.#burst.isEmpty && now >= this.#swipeUntil) this.#deliverSwipe();
  }

  #isScan(): boolean {
    const { keys, text, isEstablished } = this.#burst;
    return isEstablished && (keys[0]?.event.editable !== true || text.length >= charactersInField);
  }

  /** Takes one key in; returns whether it goes on to the page. */
  #take(event: WedgeEvent, meaning: KeyMeaning): boolean {
    if (meaning.kind !== "alt-digit") this.#closeAlt();
    switch (meaning.kind) {
      case "modifier":
      case "alt-start":
        return this.#takeModifier(event, meaning);
      case "end":
        return this.#takeEnd(event);
      case "alt-digit":
        return this.#takeAltDigit(event, meaning.digit);
      case "control":
        // A person's shortcut unless a scan is well under way: readers send GS between fields and ETX at the end.
        return this.#burst.isEstablished ? this.#hold(event, meaning.character) : this.#person(meaning);
      case "character":
        this.#altGr = false;
        return this.#hold(event, meaning.character);
      default:
        return this.#person(meaning);
    }
  }

  #takeModifier(event: WedgeEvent, meaning: KeyMeaning): boolean {
    this.#opensAt(event.timeStamp);
    if (!this.#burst.isEmpty) this.#add({ event, character: "", typed: "", held: false });
    if (meaning.kind === "alt-start") this.#alt = "";
    this.#altGr = event.code === "AltRight";
    this.#altAt = event.timeStamp;
    return true;
  }

  #takeEnd(event: WedgeEvent): boolean {
    const at = event.timeStamp;
    const endsScan = this.#isScan() && at - this.#burst.lastAt <= this.#burst.openMs;
    if (endsScan && this.#finish(true, at + this.#pace.startMs)) return false;
    this.#giveBack();
    return at > this.#swallowEndUntil;
  }

  #takeAltDigit(event: WedgeEvent, digit: string): boolean {
    const digits = (this.#alt ?? "") + digit;
    const isFull = isAltFull(digits);
    this.#alt = isFull ? null : digits;
    this.#altAt = event.timeStamp;
    const character = isFull ? altCharacter(digits) : "";
    if (character === "\r" || character === "\n") return this.#takeEnd(event);
    if (!this.#burst.isEmpty) this.#opensAt(event.timeStamp);
    this.#add({ event, character, typed: "", held: false });
    return true;
  }

  /** The page gets no key of a burst; a key whose meaning text cannot carry starts one only in the books. */
  #hold(event: WedgeEvent, character: string): boolean {
    const starts = this.#opensAt(event.timeStamp);
    if (starts && character === " ") {
      this.#giveBack();
      return true;
    }
    const typed = event.key.length === 1 && !event.ctrlKey ? event.key : "";
    const held = !starts || typed !== "";
    this.#add({ event, character, typed, held });
    return !held;
  }

  /** Gives back what a key at `at` comes too late for; whether the key may be the first of a scan. */
  #opensAt(at: number): boolean {
    if (!this.#burst.continuesAt(at)) this.#giveBack();
    else if (!this.#burst.pausesAt(at)) return false;
    this.#handBack();
    return true;
  }

  #add(key: BurstKey): void {
    this.#burst.add(key);
    if (this.#burst.keys.length <= maxKeys) return;
    this.#read({ kind: "unreadable", reason: "too-long" }, false);
    this.#reset();
  }

  #closeAlt(): void {
    if (this.#alt !== null && this.#alt !== "") this.#burst.amend(altCharacter(this.#alt));
    this.#alt = null;
  }

  #person(meaning: KeyMeaning): boolean {
    // Shift held down repeats on its own and says nothing of who types.
    if (meaning.kind !== "modifier") this.#giveBack();
    return true;
  }

  #giveBack(): void {
    this.#handBack();
    this.#reset();
  }

  /** The page gets its keys and the burst stays open. */
  #handBack(): void {
    const held = this.#burst.giveBack();
    if (held.length === 0) return;
    const text = held.map((key) => key.typed).join("");
    this.#effects.push({ kind: "replay", text, keys: held.map((key) => key.event) });
  }

  #reset(): void {
    this.#burst = new Burst(this.#pace, this.#endsItself);
    this.#alt = null;
  }

  /** Hands the burst on as a scan; false where it is none after all. */
  #finish(terminated: boolean, swallowEndUntil: number): boolean {
    const { text, lastAt } = this.#burst;
    const body = withoutFraming(text, this.#profile.framing);
    if (looksLikeSwipe(body)) {
      if (!/^[;+]/.test(body)) this.#deliverSwipe();
      this.#retract();
      this.#swipe += body;
      this.#swipeUntil = lastAt + swipeJoinMs;
    } else {
      const read = readScanText(text, { framing: this.#profile.framing, minimum: minimumCharacters });
      if (!read.ok && read.fault !== "unknown-prefix") return false;
      this.#deliverSwipe();
      this.#retract();
      const { swipes } = this.#profile;
      this.#read(read.ok ? guarded(read.scan, swipes) : { kind: "unreadable", reason: read.fault }, terminated);
    }
    this.#swallowEndUntil = swallowEndUntil;
    this.#endsItself = terminated;
    this.#reset();
    return true;
  }

  #retract(): void {
    const text = this.#burst.typedTooMuch;
    if (text !== "") this.#effects.push({ kind: "retract", text });
  }

  #deliverSwipe(): void {
    if (this.#swipe === "") return;
    const outcome = swipeOutcome(readSwipe(this.#swipe, this.#profile.swipes));
    this.#swipe = "";
    this.#read(outcome, true);
  }

  #read(outcome: ReaderOutcome, terminated: boolean): void {
    this.#effects.push({ kind: "read", outcome, terminated });
  }
}
