import type { Ports } from "../ports.ts";
import type { AnyPack } from "../../packs/index.ts";

/** Stores a pack that was checked; it takes effect at its own date. Answers its hash. */
export function keepPack(ports: Ports, { read, json }: { readonly read: AnyPack; readonly json: string }): string {
  const hash = ports.digest(json);
  const { id, version } = read.pack.pack;
  ports.packs.save({ id, version, hash, json, installedAt: ports.clock.now() });
  return hash;
}
