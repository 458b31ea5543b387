/** One code read twice within this is one scan: two readers saw it, or one fired twice. A person needs longer. */
export const repeatMs = 300;
const maxRemembered = 16;

/** Lets every scan of the till through once, whatever reader it came from. */
export class RepeatGuard {
  #recent: readonly { readonly code: string; readonly at: number }[] = [];

  /** Whether the code, read at `at` ms on one clock for all readers, is a new scan. */
  admits(code: string, at: number): boolean {
    const fresh = this.#recent.filter((each) => at - each.at < repeatMs);
    const isNew = !fresh.some((each) => each.code === code);
    this.#recent = isNew ? [...fresh, { code, at }].slice(-maxRemembered) : fresh;
    return isNew;
  }
}
