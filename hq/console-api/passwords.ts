import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

export type Passwords = {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** As long as a real check, for a name that nobody has: the answer's time does not tell which names there are. */
  verifyNothing(password: string): Promise<void>;
};

/** argon2id as the tills hash PINs (19 MiB, two passes), off the thread that answers. */
export function createPasswords(): Passwords {
  const argon2 = (): typeof import("@node-rs/argon2") => load("@node-rs/argon2") as typeof import("@node-rs/argon2");
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => argon2().hash(password),
    verify: (hash, password) => argon2().verify(hash, password),
    async verifyNothing(password) {
      nobody ??= argon2().hash("nobody");
      await argon2().verify(await nobody, password);
    },
  };
}
