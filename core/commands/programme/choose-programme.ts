import { isEmpty } from "../../basket/index.ts";
import { assert, ok, type Result } from "../../kernel/index.ts";
import type { Refusal } from "../../contract/index.ts";
import type { Pack } from "../../programme/index.ts";
import { openBasket } from "../basket/open-basket.ts";
import { hasProgramme, packOf, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { candidates, type Candidate } from "./candidates.ts";
import { keepPack } from "./keep-pack.ts";
import { objectionTo } from "./objection.ts";
import { sellingOf } from "./pack-shelf.ts";
import { packId } from "../../packs/index.ts";

/**
 * Makes a programme the one that sells here; null: nothing is sold here. Between shifts only: a basket or a shift is
 * priced and counted by one programme. A catalogue that the new one would misread is emptied; what was sold keeps its
 * currency for ever.
 */
export function chooseProgramme(ports: Ports, context: Context, id: string | null): Result<null, Refusal> {
  const { terminal } = context;
  if (terminal.programme === id && (id === null || hasProgramme(terminal))) return ok(null);
  if (id === null) return leaveProgramme(ports, context);
  const found = candidates(ports, context).find(({ read }) => packId(read) === id);
  if (found?.read.kind !== "selling") return refusal(context, "programme-unknown", { params: { id } });
  const { pack } = found.read;
  const reason = whyNotNow(ports, context, pack);
  if (reason !== null) return refusal(context, "programme-in-use", { params: { reason } });
  const objection = objectionTo(context, [found.read]);
  if (objection) return objection;
  takeProgramme(ports, context, found);
  return ok(null);
}

/** Installs a programme if it is not, and sells by it from here on. */
export function takeProgramme(ports: Ports, context: Context, { read, json }: Candidate): void {
  assert(read.kind === "selling", "the programme sells");
  const { id, version } = read.pack.pack;
  if (json !== null) keepPack(ports, { read, json });
  const clearedItems = clearMisread(ports, context, read.pack);
  switchTo(ports, context, id);
  record(ports, context, { kind: "programme-chosen", body: { id, version, clearedItems } });
}

function leaveProgramme(ports: Ports, context: Context): Result<null, Refusal> {
  const reason = whyBusy(ports, context);
  if (reason !== null) return refusal(context, "programme-in-use", { params: { reason } });
  switchTo(ports, context, null);
  record(ports, context, { kind: "programme-left", body: {} });
  return ok(null);
}

/** From here on the terminal sells by this programme. A file checked by the rules of another is to be checked anew. */
export function switchTo(ports: Ports, context: Context, id: string | null): void {
  const { terminal } = context;
  ports.settings.set("programme", id);
  if (terminal.programme !== id) terminal.preview = null;
  if (id === null) terminal.standIn = packOf(context);
  terminal.programme = id;
  terminal.packs = id === null ? [] : sellingOf(terminal.shelf.of([id]));
  for (const topic of ["session", "basket", "status"] as const) context.touched.add(topic);
}

/** Why the terminal cannot go over to this pack's programme now; null when it can. */
export function whyNotNow(ports: Ports, context: Context, pack: Pack): string | null {
  const { terminal, say } = context;
  if (terminal.programme === pack.pack.id) return null;
  const busy = whyBusy(ports, context);
  if (busy !== null) return busy;
  const { currency } = packOf(context).pack.pack;
  if (currency === pack.pack.currency || ports.journal.lastNumber("receipt") === 0) return null;
  return say("programme.currency", { old: currency, new: pack.pack.currency });
}

/** What is under way that one programme has to finish; null when nothing is. */
export function whyBusy(ports: Ports, context: Context): string | null {
  const { terminal, say } = context;
  if (terminal.importing) return say("programme.importing");
  if (terminal.shift) return say("programme.shiftOpen", { number: terminal.shift.number });
  if (!isEmpty(openBasket(ports, context))) return say("programme.basketOpen");
  return ports.baskets.suspended().length > 0 ? say("programme.suspended") : null;
}

/** Prices in another currency, or goods that the programme has never heard of, would get what it forbids. */
export function clearMisread(ports: Ports, context: Context, pack: Pack): number {
  const items = ports.items.count();
  if (items === 0 || (packOf(context).pack.pack.currency === pack.pack.currency && knowsGoods(ports, pack))) return 0;
  ports.items.replaceAll().commit();
  return items;
}

function knowsGoods(ports: Ports, pack: Pack): boolean {
  const categories = new Set(pack.facts["line.category"]?.values);
  const flags = new Set(pack.facts["line.flags"]?.values);
  for (const item of ports.items.all()) {
    if (categories.size > 0 && !categories.has(item.category)) return false;
    if (flags.size > 0 && item.flags.some((flag) => !flags.has(flag))) return false;
  }
  return true;
}
