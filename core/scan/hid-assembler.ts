import { bytesToText } from "./bytes-to-text.ts";
import type { HidLayout, ScannerReport, StripeReport } from "./hid-layout.ts";
import type { RawTrack } from "./swipe.ts";

export type HidFault = "incomplete-scan" | "bad-length" | "too-long";
export type HidPiece =
  | { readonly kind: "text"; readonly text: string; readonly aim?: string }
  | { readonly kind: "tracks"; readonly tracks: readonly RawTrack[] }
  /** The reader answers a command of ours, or reports its firmware: no code. */
  | { readonly kind: "answer" }
  | { readonly kind: "fault"; readonly fault: HidFault };

/** The rest of a code that spans reports comes within this, or never. */
const continuationMs = 500;
const maxBytes = 8192;

/** Puts the reports of one device together into codes and swipes. */
export class HidAssembler {
  readonly #layout: HidLayout;
  #bytes: number[] = [];
  #aim = "";
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(layout: HidLayout) {
    this.#layout = layout;
  }

  /** One input report as hidapi hands it over (its id first where the device numbers reports), at `now` ms. */
  push(report: Uint8Array, now: number): HidPiece[] {
    const layout = this.#layout;
    if (layout.reportId !== null && report[0] !== layout.reportId) return [];
    if (layout.kind === "stripe") return [readStripe(report, layout)].filter((piece) => piece !== null);
    const pieces = this.#drop(now - this.#lastAt > continuationMs);
    const part = readPart(report, layout);
    this.#lastAt = now;
    if (part === null) return pieces;
    if (part === "bad-length") return [...pieces, { kind: "fault", fault: part }];
    // A new identifier in the middle: the rest of the first code was lost.
    pieces.push(...this.#drop(part.aim !== this.#aim));
    this.#aim = part.aim;
    this.#bytes.push(...part.data);
    if (this.#bytes.length > maxBytes) return [...pieces, ...this.#drop(true, "too-long")];
    if (part.more) return pieces;
    const piece = this.#piece(part);
    this.#bytes = [];
    return piece ? [...pieces, piece] : pieces;
  }

  #drop(really: boolean, fault: HidFault = "incomplete-scan"): HidPiece[] {
    if (!really || this.#bytes.length === 0) return [];
    this.#bytes = [];
    return [{ kind: "fault", fault }];
  }

  #piece(part: Part): HidPiece | null {
    const text = bytesToText(Uint8Array.from(this.#bytes));
    if (text.replace(/[\0\r\n]+$/, "") === "") return null;
    if (isAnswer(part)) return { kind: "answer" };
    return /^\][A-Za-z][0-9A-Za-z]$/.test(part.aim) ? { kind: "text", text, aim: part.aim } : { kind: "text", text };
  }
}

type Part = {
  readonly aim: string;
  readonly data: readonly number[];
  readonly more: boolean;
  readonly makerCode: number | null;
};

function readPart(report: Uint8Array, layout: ScannerReport): Part | "bad-length" | null {
  const { data, count, moreBit, makerCode } = layout;
  // Some systems cut trailing bytes off; a report that ends before its data holds none.
  if (report.length <= data.at) return null;
  const size = count === null ? trimmedLength(report, data) : (report[count] ?? 0);
  if (size > data.length || data.at + size > report.length) return "bad-length";
  if (size === 0) return null;
  const aim = String.fromCharCode(...layout.aim.map((at) => report[at] ?? 0)).replaceAll("\0", "");
  const more = moreBit !== null && (((report[moreBit >> 3] ?? 0) >> (moreBit & 7)) & 1) === 1;
  return {
    aim,
    data: [...report.subarray(data.at, data.at + size)],
    more,
    makerCode: makerCode === null ? null : (report[makerCode] ?? null),
  };
}

function trimmedLength(report: Uint8Array, { at, length }: { at: number; length: number }): number {
  const bytes = report.subarray(at, at + length);
  return bytes.findLastIndex((byte) => byte !== 0) + 1;
}

/**
 * Honeywell readers answer commands as if they had read a code: text behind `]X0` with maker's code `?`, then the
 * echoed command behind `]Z6` with `6`. Other makers use `]X0` for codes, so the identifier alone proves nothing.
 */
function isAnswer({ aim, makerCode }: Part): boolean {
  return (aim === "]X0" && makerCode === 0x3f) || (aim === "]Z6" && makerCode === 0x36);
}

function readStripe(report: Uint8Array, layout: StripeReport): HidPiece | null {
  const sizes = layout.lengths.map((at) => report[at] ?? 0);
  const isTooLong = layout.tracks.some((track, index) => (sizes[index] ?? 0) > track.length);
  if (isTooLong) return { kind: "fault", fault: "bad-length" };
  const tracks = layout.tracks.flatMap((track, index) => {
    const failed = ((report[layout.status[index] ?? -1] ?? 0) & 1) === 1;
    const text = bytesToText(report.subarray(track.at, track.at + (sizes[index] ?? 0)));
    const body = text.replace(/^[%;+#]/, "").replace(/\?.?$/s, "");
    const number = index === 0 ? 1 : index === 1 ? 2 : 3;
    return failed || body !== "" ? [{ track: number, body, whole: !failed && body !== "E" } as const] : [];
  });
  return tracks.length === 0 ? null : { kind: "tracks", tracks };
}
