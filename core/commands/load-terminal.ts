import { ok, refuse, type Result, type Text } from "../kernel/index.ts";
import { parsePack } from "../programme/index.ts";
import { foldShift, type ShiftFigures } from "../shift/index.ts";
import { isEmpty } from "../basket/index.ts";
import type { InstalledPack, Terminal } from "./context.ts";
import type { Ports } from "./ports.ts";
import { readSettings } from "./session/settings.ts";

export type TerminalStart = {
  readonly demo: boolean;
  readonly version: string;
  /** What opening the storage had to repair. */
  readonly recovery: Text | null;
};

/** The terminal's memory as the storage has it. Refuses only without any programme pack that can be read. */
export function loadTerminal(ports: Ports, start: TerminalStart): Result<Terminal, "no-pack"> {
  const packs = readPacks(ports);
  const [first] = packs;
  if (!first) return refuse("no-pack");
  const programme = ports.settings.get("programme");
  const open = ports.baskets.open();
  return ok({
    ...start,
    operator: null,
    programme: typeof programme === "string" ? programme : first.pack.pack.id,
    packs,
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

function readShift(ports: Ports): ShiftFigures | null {
  const number = ports.journal.lastNumber("shift");
  if (number === 0) return null;
  const figures = ports.journal.byRef(`shift:${number}`).reduce(foldShift, null);
  return figures?.closedAt === null ? figures : null;
}
