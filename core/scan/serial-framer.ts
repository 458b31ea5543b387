import { bytesToText } from "./bytes-to-text.ts";

/**
 * How a serial reader marks the end of a code. `auto`: CR, LF, CRLF, ETX, or silence, with STX and a check byte behind
 * ETX where they are sent; the others insist on one form.
 */
export type SerialFraming = "auto" | "stx-etx" | "stx-etx-bcc" | "silence";

export type FrameFault = "too-long" | "checksum" | "incomplete-scan";
export type Frame = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: FrameFault };

/** A large QR code holds about 3 kB. */
const maxBytes = 8192;
const stx = 0x02;
const etx = 0x03;

/** Silence that ends a code, in milliseconds; between STX and ETX it means that the end was lost. */
const quietMs = { auto: 150, silence: 100, "stx-etx": 500, "stx-etx-bcc": 500 } as const;
/** A check byte follows its ETX in the same breath. */
const checkByteMs = 20;

/**
 * Cuts the bytes of a serial reader into codes, however the driver split them. Bounded: what is longer than 8 kB is
 * dropped up to its end. Make a new one after every opening of the port.
 */
export class SerialFramer {
  readonly #framing: SerialFraming;
  #bytes: number[] = [];
  #overflown = false;
  #inFrame = false;
  /** Check byte that may (`auto`) or must (`stx-etx-bcc`) come next. */
  #check: number | null = null;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(framing: SerialFraming) {
    this.#framing = framing;
  }

  /** Bytes that arrived at `now` (ms, any monotonic clock). */
  push(chunk: Uint8Array, now: number): Frame[] {
    const frames = this.wake(now);
    if (this.#framing === "auto" && now - this.#lastAt > checkByteMs) this.#check = null;
    this.#lastAt = now;
    for (const byte of chunk) frames.push(...this.#take(byte));
    return frames;
  }

  /** When `wake` has something to decide; null while nothing waits. */
  get wakeAt(): number | null {
    const waits = this.#bytes.length > 0 || this.#inFrame || (this.#check !== null && this.#framing !== "auto");
    return waits ? this.#lastAt + quietMs[this.#framing] : null;
  }

  wake(now: number): Frame[] {
    if (this.wakeAt === null || now < this.wakeAt) return [];
    const endsInSilence = this.#framing === "silence" || (this.#framing === "auto" && !this.#inFrame);
    return endsInSilence ? this.#close() : this.#drop("incomplete-scan");
  }

  #take(byte: number): Frame[] {
    const expected = this.#check;
    if (expected !== null) {
      this.#check = null;
      if (this.#framing === "stx-etx-bcc") return byte === expected ? this.#close() : this.#drop("checksum");
      if (byte === expected) return [];
    }
    if (this.#framing !== "silence" && (byte === stx || byte === etx)) return byte === stx ? this.#open() : this.#end();
    const isFramed = this.#framing.startsWith("stx");
    if ((byte === 0x0d || byte === 0x0a) && !this.#inFrame && !isFramed) return this.#close();
    // Between frames there is nothing but line noise and line ends.
    if (this.#inFrame || !isFramed) this.#keep(byte);
    return [];
  }

  #open(): Frame[] {
    const lost = this.#inFrame ? this.#drop("incomplete-scan") : this.#close();
    this.#inFrame = true;
    return lost;
  }

  /** BCC is the XOR of everything after STX through ETX. */
  #end(): Frame[] {
    const check = this.#bytes.reduce((sum, byte) => sum ^ byte, etx);
    if (!this.#inFrame) return this.#close();
    const frames = this.#framing === "stx-etx-bcc" ? [] : this.#close();
    if (this.#framing !== "stx-etx") this.#check = check;
    return frames;
  }

  #keep(byte: number): void {
    if (this.#bytes.length < maxBytes) this.#bytes.push(byte);
    else this.#overflown = true;
  }

  #close(): Frame[] {
    if (this.#overflown) return this.#drop("too-long");
    const text = bytesToText(Uint8Array.from(this.#bytes)).replaceAll("\0", "");
    this.#reset();
    return text === "" ? [] : [{ ok: true, text }];
  }

  #drop(fault: FrameFault): Frame[] {
    this.#reset();
    return [{ ok: false, fault }];
  }

  #reset(): void {
    this.#bytes = [];
    this.#overflown = false;
    this.#inFrame = false;
    this.#check = null;
  }
}
