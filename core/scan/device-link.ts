/** What a reader's connection is doing. */
export type LinkState =
  | { readonly kind: "closed"; readonly failures: number; readonly retryAt: number }
  | { readonly kind: "opening"; readonly failures: number }
  | { readonly kind: "open" };

/** What happened to the device. */
export type LinkEvent =
  | { readonly kind: "opened" }
  /** Opening failed, or an open device went away: unplugged, or its driver gave up. */
  | { readonly kind: "lost" }
  /** The time, or word that the device is there again. */
  | { readonly kind: "tick" }
  | { readonly kind: "seen" };

/**
 * A device that was just plugged in is often refused for a moment; one that stays away is asked for every three
 * seconds.
 */
const firstRetryMs = 100;
const lastRetryMs = 3000;

export const closedLink: LinkState = { kind: "closed", failures: 0, retryAt: 0 };

/**
 * Reconnects for ever, with growing pauses. When the state turns `opening`, open the device once and report `opened` or
 * `lost`.
 */
export function nextLink(state: LinkState, event: LinkEvent, now: number): LinkState {
  switch (event.kind) {
    case "opened":
      return state.kind === "opening" ? { kind: "open" } : state;
    case "lost": {
      if (state.kind === "closed") return state;
      const failures = state.kind === "open" ? 0 : state.failures + 1;
      const pause = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(failures, 8));
      return { kind: "closed", failures, retryAt: now + pause };
    }
    case "seen":
      return state.kind === "closed" ? { kind: "opening", failures: state.failures } : state;
    case "tick":
      return state.kind === "closed" && now >= state.retryAt ? { kind: "opening", failures: state.failures } : state;
  }
}
