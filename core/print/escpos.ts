/** Initialises the printer (ESC @). */
export const initialise: readonly number[] = [0x1b, 0x40];

/** Cuts the paper after feeding it to the knife: GS V 66 n, n motion units. */
export function cut(kind: "full" | "partial"): readonly number[] {
  return [0x1d, 0x56, kind === "full" ? 65 : 66, 0];
}

/** Opens the drawer (ESC p m t1 t2). Connector pin 2 or 5; times in milliseconds, sent in units of two, at most 510. */
export function drawerPulse(pin: 2 | 5, onMs: number, offMs: number): readonly number[] {
  return [0x1b, 0x70, pin === 2 ? 0 : 1, timeByte(onMs), timeByte(offMs)];
}

function timeByte(ms: number): number {
  return Math.max(1, Math.min(255, Math.round(ms / 2)));
}

/** Whether the bytes are drawer pulses and nothing else; one without its times leaves the printer waiting for them. */
export function areDrawerPulses(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length % 5 !== 0) return false;
  for (let at = 0; at < bytes.length; at += 5) {
    const [escape, command, pin = 0, on = 0, off = 0] = bytes.subarray(at, at + 5);
    const isPin = [0, 1, 0x30, 0x31].includes(pin);
    if (escape !== 0x1b || command !== 0x70 || !isPin || on === 0 || off < on) return false;
  }
  return true;
}

/** What DLE EOT n asks for: 1 printer, 2 why it is offline, 3 its errors, 4 paper. */
export type StatusRequest = 1 | 2 | 3 | 4;

export type PrinterStatus = {
  readonly online?: boolean;
  readonly drawerPinHigh?: boolean;
  readonly coverOpen?: boolean;
  readonly feedPressed?: boolean;
  readonly error?: "none" | "recoverable" | "cutter" | "unrecoverable" | "unknown";
  readonly paper?: "ok" | "near-end" | "end";
};

/** Reads the answer to DLE EOT n; null for a byte that lacks the fixed bits 1 and 4 and so is no status. */
export function readStatus(request: StatusRequest, byte: number): PrinterStatus | null {
  const has = (bit: number) => ((byte >> bit) & 1) === 1;
  if ((byte & 0b1001_0011) !== 0b0001_0010) return null;
  switch (request) {
    case 1:
      return { online: !has(3), drawerPinHigh: has(2), feedPressed: has(6) };
    case 2:
      return {
        coverOpen: has(2),
        feedPressed: has(3),
        paper: has(5) ? "end" : "ok",
        error: has(6) ? "unknown" : "none",
      };
    case 3:
      return { error: has(5) ? "unrecoverable" : has(3) ? "cutter" : has(2) || has(6) ? "recoverable" : "none" };
    case 4:
      return { paper: has(5) || has(6) ? "end" : has(2) || has(3) ? "near-end" : "ok" };
  }
}
