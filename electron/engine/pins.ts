import { createRequire } from "node:module";
import type { PinHasher } from "../../core/commands/index.ts";

const load = createRequire(import.meta.url);

/**
 * argon2id with the library's defaults (19 MiB, two passes): some 40 ms on a till, and as much for each guess. The
 * library is native code that nobody needs before the first PIN: loading it is no part of a start.
 */
export function createPinHasher(): PinHasher {
  const argon2 = (): typeof import("@node-rs/argon2") => load("@node-rs/argon2") as typeof import("@node-rs/argon2");
  return {
    hash: (pin) => argon2().hashSync(pin),
    verify: (hash, pin) => argon2().verifySync(hash, pin),
  };
}
