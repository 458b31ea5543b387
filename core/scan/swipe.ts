import { hasIssuerPrefix, isOwnNumber, maskBankNumber } from "./bank-card.ts";
import type { CardRange } from "./card-range.ts";
import { hasLuhnCheckDigit } from "./check-digit.ts";
import { type HostLayout, hostLayoutNames, undoHostLayout } from "./key-layouts.ts";
import { readTrack, type Track, type TrackNumber } from "./track.ts";

/** Which swiped cards may be read. */
export type SwipePolicy = {
  /** Numbers of the programme: never a payment card, whatever their prefix. */
  readonly own: readonly CardRange[];
  /**
   * A card that is not of the programme and has a payment card's tracks (with a service code): `refuse` always, or
   * `read` it unless its number is a known issuer's.
   */
  readonly strangers: "refuse" | "read";
};

export type Tracks = { readonly [track in `track${TrackNumber}`]?: Track };

export type Swipe =
  | {
      readonly kind: "tracks";
      readonly tracks: Tracks;
      /** Tracks that are there and could not be read. */
      readonly trackErrors: readonly TrackNumber[];
      /** Whether tracks 1 and 2 carry the same number and date; null unless both were read. */
      readonly agree: boolean | null;
      /** Number to use; null where nothing was read or the tracks contradict each other. */
      readonly number: string | null;
      /** Layout of the till that had turned the text into other letters. */
      readonly recoveredFrom: HostLayout | null;
    }
  /** Refused before anything was kept. `masked` has at most the first six and last four digits. */
  | { readonly kind: "bank-card"; readonly masked: string };

/** A track as the reader gave it: the text between its sentinels, and whether that is all of it and well read. */
export type RawTrack = { readonly track: TrackNumber; readonly body: string; readonly whole: boolean };

/** Whether a text is a magnetic stripe in keyboard notation rather than a barcode. */
export function looksLikeSwipe(text: string): boolean {
  return /^[%;+][^?]+\?/.test(text) || /^(%[A-Z]|;)\d{8,19}[\^=]/.test(text) || recoverLayout(text) !== null;
}

/** Reads `%…?;…?+…?`, tracks in any number, with or without line ends between them. */
export function readSwipe(text: string, policy: SwipePolicy): Swipe {
  const recovered = recoverLayout(text);
  const swipe = readTracks(splitTracks(recovered?.text ?? text), policy);
  return swipe.kind === "tracks" && recovered ? { ...swipe, recoveredFrom: recovered.layout } : swipe;
}

/** Reads and cross-checks the tracks of one swipe, refusing payment cards first. */
export function readTracks(raw: readonly RawTrack[], policy: SwipePolicy): Swipe {
  const read = raw.map(({ track, body, whole }) => ({ track, body, content: whole ? readTrack(track, body) : null }));
  const payment = read.find(({ body, content }) => isPaymentTrack(body, content, policy));
  if (payment) return { kind: "bank-card", masked: maskBankNumber(leadingNumber(payment.body)) };
  const tracks: Tracks = Object.fromEntries(
    read.flatMap(({ track, content }) => (content ? [[`track${track}`, content]] : [])),
  );
  const trackErrors = read.filter(({ content }) => content === null).map(({ track }) => track);
  const agree = tracks.track1 && tracks.track2 ? sameCard(tracks.track1, tracks.track2) : null;
  const number = agree === false ? null : (tracks.track2?.pan ?? tracks.track1?.pan ?? null);
  return { kind: "tracks", tracks, trackErrors, agree, number, recoveredFrom: null };
}

/**
 * Cuts a text at its sentinels. Readers send `E` for a track they could not read, and may append the check character.
 */
export function splitTracks(text: string): RawTrack[] {
  const found: RawTrack[] = [];
  for (const [, sentinel, body = "", end] of text.matchAll(/([%;+])([^?\r\n]*)(\??)[^%;+]?/g)) {
    const track = sentinel === "%" ? 1 : sentinel === "+" || found.some((each) => each.track === 2) ? 3 : 2;
    found.push({ track, body, whole: end === "?" && body !== "E" && body !== "" });
  }
  return found;
}

function leadingNumber(body: string): string {
  return /^[A-Z]?(\d*)/.exec(body)?.[1] ?? "";
}

function isPaymentTrack(body: string, track: Track | null, policy: SwipePolicy): boolean {
  const number = leadingNumber(body);
  if (number.length < 12 || isOwnNumber(number, policy.own)) return false;
  if (hasIssuerPrefix(number) && hasLuhnCheckDigit(number)) return true;
  return policy.strangers === "refuse" && track?.service !== undefined;
}

/** A track without a number can neither agree nor disagree. */
function sameCard(one: Track, two: Track): boolean | null {
  if (one.pan === undefined || two.pan === undefined) return null;
  return one.pan === two.pan && (one.expiry ?? two.expiry) === (two.expiry ?? one.expiry);
}

/** The stripe's own characters where a Cyrillic layout of the till replaced them. */
function recoverLayout(text: string): { readonly text: string; readonly layout: HostLayout } | null {
  if (!/[Ѐ-ӿ]/.test(text)) return null;
  for (const layout of hostLayoutNames) {
    const meant = undoHostLayout(text, layout);
    if (meant !== null && /^[%;+][^?]+\?/.test(meant)) return { text: meant, layout };
  }
  return null;
}
