import { hashSync, verifySync } from "@node-rs/argon2";
import type { PinHasher } from "../../core/commands/index.ts";

/** argon2id with the library's defaults (19 MiB, two passes): some 40 ms on a till, and as much for each guess. */
export function createPinHasher(): PinHasher {
  return {
    hash: (pin) => hashSync(pin),
    verify: (hash, pin) => verifySync(hash, pin),
  };
}
