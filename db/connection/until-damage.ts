import { isStorageError } from "./storage-error.ts";

/** The rows up to the first that cannot be read; other errors pass. `onDamage` hears that there was one. */
export function* untilDamage<T>(rows: Iterable<T>, onDamage?: () => void): Generator<T> {
  try {
    yield* rows;
  } catch (error) {
    if (!isStorageError(error, "storage-damaged")) throw error;
    onDamage?.();
  }
}

/** Whether all steps of a check end without damage. */
export function runsThrough(steps: () => Iterable<unknown>): boolean {
  return holdsUp(() => {
    for (const step of steps()) if (step === false) return false;
    return true;
  });
}

/** What `check` says, or false if it met damage. */
export function holdsUp(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (isStorageError(error, "storage-damaged")) return false;
    throw error;
  }
}
