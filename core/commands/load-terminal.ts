import { isEmpty } from "../basket/index.ts";
import type { Settings } from "../contract/index.ts";
import { ok, refuse, type Result, type Text } from "../kernel/index.ts";
import { foldShift, type ShiftFigures } from "../shift/index.ts";
import { hasProgramme, type InstalledPack, type Terminal } from "./context.ts";
import type { Ports } from "./ports.ts";
import type { BundledPack } from "./programme/bundled-pack.ts";
import { keepPack } from "./programme/keep-pack.ts";
import { createShelf, regulationsOf, sellingOf, type PackShelf } from "./programme/pack-shelf.ts";
import { packId } from "../packs/index.ts";
import { readSettings } from "./session/settings.ts";
import { packsFromOffice } from "./trust/from-office.ts";

export type TerminalStart = {
  readonly demo: boolean;
  readonly version: string;
  /** What opening the storage had to repair. */
  readonly recovery: Text | null;
};

/**
 * The terminal's memory as the storage has it. A programme of this desk whose pack cannot be read any more is taken
 * from the app again, if it came with it; else it is left out, and the status says so. Refuses only where there is no
 * pack at all that a till could run.
 */
export function loadTerminal(ports: Ports, start: TerminalStart): Result<Terminal, "no-pack"> {
  const chosen = ports.settings.get("programme");
  const programme = typeof chosen === "string" ? chosen : null;
  const settings = readSettings(ports.settings.get("settings"));
  const shelf = createShelf(ports);
  const here = readHere(ports, shelf, { programme, settings });
  const packs = sellingOf(here).filter(({ pack }) => pack.pack.id === programme);
  const standIn = hasProgramme({ packs, programme }) ? null : (sellingOf(shelf.all())[0] ?? firstBundled(ports));
  if (packs.length === 0 && !standIn) return refuse("no-pack");
  const open = ports.baskets.open();
  return ok({
    ...start,
    operator: null,
    programme,
    packs,
    regulations: regulationsOf(here),
    shelf,
    standIn,
    settings,
    shift: readShift(ports),
    undo: ports.baskets.undoSteps(),
    begunWith: open?.pack ?? null,
    freshBasket: ports.ids.next(),
    recovered: open !== undefined && !isEmpty(open),
    preview: null,
    importing: null,
    devices: [],
    // Opening walks the links since those verified before; a break would have been repaired and told.
    journalVerified: start.recovery === null,
  });
}

type Chosen = { readonly programme: string | null; readonly settings: Settings };

/** The packs that apply at this desk. What is missing comes from the app again. */
function readHere(ports: Ports, shelf: PackShelf, { programme, settings }: Chosen) {
  const wanted = programme === null ? settings.beside : [programme, ...settings.beside];
  const found = shelf.of(wanted);
  const missing = wanted.filter((id) => !found.some((each) => packId(each) === id));
  return missing.filter((id) => mend(ports, id)).length > 0 ? shelf.of(wanted) : found;
}

function mend(ports: Ports, id: string): boolean {
  const bundled = ports.bundled.list().find((each) => each.kind === "ready" && packId(each.read) === id);
  if (bundled?.kind !== "ready" || isOtherThanSent(ports, bundled)) return false;
  keepPack(ports, bundled);
  return true;
}

/** Head office has sent another text under this number: it will be fetched again. */
function isOtherThanSent(ports: Ports, { read, json }: Extract<BundledPack, { kind: "ready" }>): boolean {
  const { id, version } = read.pack.pack;
  const sent = packsFromOffice(ports).find((entry) => entry.id === id && entry.version === version);
  return sent !== undefined && sent.hash !== ports.digest(json);
}

function firstBundled(ports: Ports): InstalledPack | null {
  const ready = ports.bundled.list().flatMap((each) => (each.kind === "ready" ? [each] : []));
  return sellingOf(ready.map(({ read, json }) => ({ ...read, hash: ports.digest(json) })))[0] ?? null;
}

function readShift(ports: Ports): ShiftFigures | null {
  const number = ports.journal.lastNumber("shift");
  if (number === 0) return null;
  const figures = ports.journal.byRef(`shift:${number}`).reduce(foldShift, null);
  return figures?.closedAt === null ? figures : null;
}
