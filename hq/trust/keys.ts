import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrustRole } from "../../core/trust/index.ts";
import { newSigningKey, readSigner, type Signer } from "../api/index.ts";

/** The secret halves that this box can reach at this moment; what is not there cannot sign. */
export type TrustKeys = {
  /** Every key of the role that is in reach, in the order of their names. */
  signers(role: TrustRole): readonly Signer[];
  /** Makes a key of this name where there is none. Answers its signer. */
  make(role: TrustRole, name: string): Signer;
};

/** Root keys are three, of which two sign; the others are one each. Names are names of files. */
export const firstKeys = {
  root: ["root-1", "root-2", "root-3"],
  packs: ["packs"],
  lists: ["lists"],
  timestamp: ["timestamp"],
} as const satisfies Readonly<Record<TrustRole, readonly string[]>>;

export const rootThreshold = 2;

/**
 * Keys as files of one folder, read anew each time: a stick that holds the root's and the packs' may be put in for one
 * publication and taken out again. `awayDir`: where those two roles lie; the online ones stay in `dir`.
 */
export function keysInFolder(dir: string, awayDir = dir): TrustKeys {
  const folderOf = (role: TrustRole): string => (role === "root" || role === "packs" ? awayDir : dir);
  return {
    signers: (role) => namesOf(folderOf(role), role).map((file) => readSigner(readFileSync(file, "utf8").trim())),
    make(role, name) {
      const folder = folderOf(role);
      const file = join(folder, `${name}.key`);
      mkdirSync(folder, { recursive: true });
      if (!existsSync(file)) writeFileSync(file, newSigningKey(), { mode: 0o600, flush: true });
      return readSigner(readFileSync(file, "utf8").trim());
    },
  };
}

/** `packs.key`, then `packs-2.key` and so on, as rotations made them. */
function namesOf(folder: string, role: TrustRole): string[] {
  const names = Array.from({ length: mostKeys }, (_, at) => `${role}-${at + 1}.key`);
  return [`${role}.key`, ...names].map((name) => join(folder, name)).filter((file) => existsSync(file));
}

const mostKeys = 40;
