import type { TrackNumber } from "./track.ts";

/** Characters read from the flux changes of one track. */
export type TrackBits = {
  /** With sentinels, without the check character; null where no start sentinel was found. */
  readonly text: string | null;
  /** Whether the column parity over the track matches its check character. */
  readonly lrcOk: boolean;
  /** Places in `text` whose own parity bit is wrong. */
  readonly parityErrors: readonly number[];
  /** The card went through the slot backwards. */
  readonly reversed: boolean;
  /** The head delivered ones for zeros. */
  readonly inverted: boolean;
};

/** Bits of a character without its parity bit, and the character whose code is 0. */
function codeOf(track: TrackNumber): { readonly size: number; readonly base: number; readonly start: string } {
  return track === 1 ? { size: 6, base: 0x20, start: "%" } : { size: 4, base: 0x30, start: ";" };
}

/**
 * Decodes a track from its bits (`0` and `1`, in the order read; ISO/IEC 7811: least significant bit first, odd
 * parity), in either direction and polarity. Reading both ways is what lets a card be swiped backwards.
 */
export function readTrackBits(bits: string, track: TrackNumber): TrackBits {
  const attempts = [false, true].flatMap((inverted) =>
    [false, true].map((reversed) => ({ ...readOneWay(oriented(bits, reversed, inverted), track), reversed, inverted })),
  );
  return attempts.toSorted((a, b) => worth(b) - worth(a))[0] ?? unread;
}

const unread: TrackBits = { text: null, lrcOk: false, parityErrors: [], reversed: false, inverted: false };

/** A track that checks out beats a longer one that does not. */
function worth({ text, lrcOk, parityErrors }: TrackBits): number {
  if (text === null) return -1;
  const isWhole = text.endsWith("?");
  return (lrcOk ? 1000 : 0) + (isWhole ? 200 : 0) + Math.min(text.length, 110) - 20 * parityErrors.length;
}

function oriented(bits: string, reversed: boolean, inverted: boolean): number[] {
  const read = [...bits].filter((bit) => bit === "0" || bit === "1").map((bit) => Number(bit) ^ Number(inverted));
  return reversed ? read.toReversed() : read;
}

function readOneWay(bits: readonly number[], track: TrackNumber): Omit<TrackBits, "reversed" | "inverted"> {
  const { size, base, start } = codeOf(track);
  const cells = size + 1;
  const startCode = start.charCodeAt(0) - base;
  const first = bits.findIndex((_, at) => characterAt(bits, at, size) === startCode && isOdd(bits, at, cells));
  if (first < 0) return { text: null, lrcOk: false, parityErrors: [] };
  let text = "";
  let sum = 0;
  const parityErrors: number[] = [];
  for (let at = first; at + cells <= bits.length; at += cells) {
    const code = characterAt(bits, at, size);
    if (!isOdd(bits, at, cells)) parityErrors.push(text.length);
    text += String.fromCharCode(code + base);
    sum ^= code;
    if (!text.endsWith("?")) continue;
    const lrcOk = at + 2 * cells <= bits.length && characterAt(bits, at + cells, size) === sum;
    return { text, lrcOk: lrcOk && isOdd(bits, at + cells, cells), parityErrors };
  }
  return { text: text.replace(/[ 0]+$/, ""), lrcOk: false, parityErrors };
}

function characterAt(bits: readonly number[], at: number, size: number): number {
  let code = 0;
  for (let bit = 0; bit < size; bit++) code |= (bits[at + bit] ?? 0) << bit;
  return code;
}

function isOdd(bits: readonly number[], at: number, cells: number): boolean {
  let ones = 0;
  for (let bit = 0; bit < cells; bit++) ones += bits[at + bit] ?? 0;
  return at + cells <= bits.length && ones % 2 === 1;
}
