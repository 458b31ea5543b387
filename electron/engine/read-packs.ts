import { hash as digest } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ReadPacks } from "../../core/commands/index.ts";
import type { AnyPack } from "../../core/packs/index.ts";
import type { Log } from "./log.ts";

type Place = {
  /** The data folder. */
  readonly dir: string;
  /** What tells this very program from any other; undefined: nothing is kept. */
  readonly program: string | undefined;
  readonly log: Log;
};

/**
 * A file for each pack that was read, sealed with the program and the pack that it is of. Nothing there is needed: what
 * is missing, torn, or of another program is read anew from the pack, and a disk that takes no file costs a start its
 * time, not the start.
 */
export function createReadPacks({ dir, program, log }: Place): ReadPacks {
  if (program === undefined) return { recall: () => undefined, keep: () => undefined };
  const folder = join(dir, "read-packs");
  const fileOf = (hash: string): string => join(folder, `${hash.slice(0, 16)}.json`);
  const sealed = (hash: string, text: string): string => `${digest("sha256", `${program} ${hash} ${text}`)}\n${text}`;
  const orElse = (work: () => AnyPack | undefined): AnyPack | undefined => {
    try {
      return work();
    } catch (error) {
      log("warn", "read-packs", { cause: String(error) });
      return undefined;
    }
  };
  return {
    recall: (hash) =>
      orElse(() => {
        if (!existsSync(fileOf(hash))) return undefined;
        const content = readFileSync(fileOf(hash), "utf8");
        const text = content.slice(content.indexOf("\n") + 1);
        // Its seal says that this program wrote it, of a pack that it had checked whole.
        return sealed(hash, text) === content ? (JSON.parse(text) as AnyPack) : undefined;
      }),
    keep: (hash, read) =>
      void orElse(() => {
        const text = JSON.stringify(read);
        // One that JSON cannot carry as it is is read at every start.
        if (!isDeepStrictEqual(JSON.parse(text), read)) return undefined;
        mkdirSync(folder, { recursive: true });
        writeFileSync(fileOf(hash), sealed(hash, text));
        return undefined;
      }),
  };
}
