import { ok, refuse, type Result, type Text } from "../kernel/index.ts";
import { parsePack } from "../programme/index.ts";
import { foldShift, type ShiftFigures } from "../shift/index.ts";
import { isEmpty } from "../basket/index.ts";
import { hasProgramme, type InstalledPack, type Terminal } from "./context.ts";
import type { Ports } from "./ports.ts";
import { readSettings } from "./session/settings.ts";

export type TerminalStart = {
  readonly demo: boolean;
  readonly version: string;
  /** What opening the storage had to repair. */
  readonly recovery: Text | null;
};

/**
 * The terminal's memory as the storage has it. A chosen programme whose pack cannot be read any more is taken from the
 * app again, if it came with it. Refuses only where there is no pack at all that a till could run.
 */
export function loadTerminal(ports: Ports, start: TerminalStart): Result<Terminal, "no-pack"> {
  const chosen = ports.settings.get("programme");
  const programme = typeof chosen === "string" ? chosen : null;
  const stored = readPacks(ports);
  const packs =
    programme === null || hasProgramme({ packs: stored, programme }) ? stored : mend(ports, stored, programme);
  const standIn = hasProgramme({ packs, programme }) ? null : (packs[0] ?? firstBundled(ports));
  if (packs.length === 0 && !standIn) return refuse("no-pack");
  const open = ports.baskets.open();
  return ok({
    ...start,
    operator: null,
    programme,
    packs,
    standIn,
    settings: readSettings(ports.settings.get("settings")),
    shift: readShift(ports),
    undo: [],
    freshBasket: ports.ids.next(),
    recovered: open !== undefined && !isEmpty(open),
    preview: null,
    importing: null,
    devices: [],
    // Opening walks the links since those verified before; a break would have been repaired and told.
    journalVerified: start.recovery === null,
  });
}

/** Packs whose text is still what was installed and still reads; the others are as good as not installed. */
function readPacks(ports: Ports): InstalledPack[] {
  return ports.packs.list().flatMap(({ json, hash }) => {
    const parsed = ports.digest(json) === hash ? parsePack(json) : undefined;
    return parsed?.ok ? [{ pack: parsed.value, hash }] : [];
  });
}

function mend(ports: Ports, packs: InstalledPack[], programme: string): InstalledPack[] {
  const bundled = ports.bundled.list().find((each) => each.kind === "ready" && each.pack.pack.id === programme);
  if (bundled?.kind !== "ready") return packs;
  const { pack, json } = bundled;
  const hash = ports.digest(json);
  ports.packs.save({ id: programme, version: pack.pack.version, hash, json, installedAt: ports.clock.now() });
  return [...packs, { pack, hash }];
}

function firstBundled(ports: Ports): InstalledPack | null {
  const ready = ports.bundled.list().find((each) => each.kind === "ready");
  return ready?.kind === "ready" ? { pack: ready.pack, hash: ports.digest(ready.json) } : null;
}

function readShift(ports: Ports): ShiftFigures | null {
  const number = ports.journal.lastNumber("shift");
  if (number === 0) return null;
  const figures = ports.journal.byRef(`shift:${number}`).reduce(foldShift, null);
  return figures?.closedAt === null ? figures : null;
}
