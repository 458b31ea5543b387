import { z } from "../../core/kernel/index.ts";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newTillKey, readTillKey, type TillKey } from "./keys.ts";

/** Where the system keeps secrets: Windows DPAPI, macOS Keychain, a Linux keyring. Null where there is none to ask. */
export type Sealer = {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
};

/** A shell without a store of secrets. */
export const noSealer: Sealer = { seal: async () => null, open: async () => null };

export type KeyBox = {
  make(): TillKey;
  keep(terminal: string, key: TillKey): Promise<void>;
  /** Undefined: gone, damaged, or sealed by another user or system. */
  read(terminal: string): Promise<{ readonly key: TillKey; readonly isProtected: boolean } | undefined>;
  /** Removes the keys of all others. */
  keepOnly(terminal: string): void;
};

const KeyFile = z.object({ protected: z.boolean(), key: z.string() });

const fileName = (terminal: string): string => `office-${terminal.replaceAll(/[^\w-]/g, "_")}.key`;

/**
 * The till's key in a file of its own that only its user may read; sealed where the system has a store for secrets, and
 * else plain, which is said. A key is kept before the name that it belongs to, so that no name is without one.
 */
export function createKeyBox(dir: string, sealer: Sealer): KeyBox {
  const fileOf = (terminal: string): string => join(dir, fileName(terminal));
  return {
    make: newTillKey,
    async keep(terminal, { secret }) {
      const sealed = await sealer.seal(secret);
      const text = JSON.stringify({ protected: sealed !== null, key: sealed ?? secret });
      writeFileSync(fileOf(terminal), text, { mode: 0o600, flush: true });
    },
    async read(terminal) {
      const stored = readKeyFile(fileOf(terminal));
      const secret = stored?.protected === true ? await sealer.open(stored.key) : (stored?.key ?? null);
      const key = secret === null ? undefined : readTillKey(secret);
      return key && { key, isProtected: stored?.protected === true };
    },
    keepOnly(terminal) {
      const others = readdirSync(dir).filter((name) => /^office-.*\.key$/.test(name) && name !== fileName(terminal));
      for (const name of others) rmSync(join(dir, name));
    },
  };
}

function readKeyFile(file: string): z.infer<typeof KeyFile> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return KeyFile.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
