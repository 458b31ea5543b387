/** Stops on a broken invariant. The message names the invariant, for the person who reads the crash report. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}

/** The value, which an earlier check guarantees; throws with `what` if it is absent. */
export function present<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} is present`);
  return value;
}
