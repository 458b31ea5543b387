import { isBankCardNumber } from "./bank-card.ts";
import type { HidPiece } from "./hid-assembler.ts";
import { type Framing, readScanText, type Scan, type ScanFault, withoutFraming } from "./scan-text.ts";
import type { FrameFault } from "./serial-framer.ts";
import { looksLikeSwipe, readSwipe, readTracks, type Swipe, type SwipePolicy } from "./swipe.ts";

/** What a reader of any kind brought, past the payment card guard. */
export type ReaderOutcome =
  | { readonly kind: "scan"; readonly scan: Scan }
  | { readonly kind: "swipe"; readonly swipe: Swipe & { readonly kind: "tracks" } }
  /** A payment card, refused: its number is in no outcome and kept nowhere. */
  | { readonly kind: "bank-card" }
  | { readonly kind: "ignored"; readonly reason: "configuration-response" }
  | { readonly kind: "unreadable"; readonly reason: ScanFault | FrameFault | "bad-length" };

export type ReaderProfile = { readonly framing: Framing; readonly swipes: SwipePolicy };

/** Outcome of one text of a serial or HID reader; `aim` where it came beside the text. */
export function readReaderText(text: string, profile: ReaderProfile, aim?: string): ReaderOutcome {
  const body = withoutFraming(text, profile.framing);
  if (aim === undefined && looksLikeSwipe(body)) return swipeOutcome(readSwipe(body, profile.swipes));
  const read = readScanText(text, { framing: profile.framing, aim, minimum: 1 });
  return read.ok ? guarded(read.scan, profile.swipes) : { kind: "unreadable", reason: read.fault };
}

/** Outcome of one piece of a HID reader. */
export function readHidPiece(piece: HidPiece, profile: ReaderProfile): ReaderOutcome {
  switch (piece.kind) {
    case "text":
      return readReaderText(piece.text, profile, piece.aim);
    case "tracks":
      return swipeOutcome(readTracks(piece.tracks, profile.swipes));
    case "answer":
      return { kind: "ignored", reason: "configuration-response" };
    case "fault":
      return { kind: "unreadable", reason: piece.fault };
  }
}

/** A scan, unless it is a payment card's number. */
export function guarded(scan: Scan, { own }: SwipePolicy): ReaderOutcome {
  return isBankCardNumber(scan.data, own) ? { kind: "bank-card" } : { kind: "scan", scan };
}

export function swipeOutcome(swipe: Swipe): ReaderOutcome {
  return swipe.kind === "bank-card" ? { kind: "bank-card" } : { kind: "swipe", swipe };
}
