import { isEmpty } from "../../basket/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { ProgrammeChoice, Refusal } from "../../contract/index.ts";
import type { Pack } from "../../programme/index.ts";
import { openBasket } from "../basket/open-basket.ts";
import { hasProgramme, packOf, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** A programme that could run here; `json` where it is not installed yet. */
type Candidate = { readonly pack: Pack; readonly json: string | null };

/** Programmes to choose from: what is installed, and what came with the app and fits a till. By id. */
export function listChoices(ports: Ports, context: Context): ProgrammeChoice[] {
  return candidates(ports, context)
    .map(({ pack: { pack } }) => ({
      id: pack.id,
      title: pack.title[context.locale],
      document: pack.document.title[context.locale],
      currency: pack.currency,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function candidates(ports: Ports, context: Context): Candidate[] {
  const byId = new Map<string, Candidate>();
  const offer = (candidate: Candidate): void => {
    const { id, version } = candidate.pack.pack;
    const known = byId.get(id);
    if (!known || (known.json !== null && known.pack.pack.version < version)) byId.set(id, candidate);
  };
  for (const { pack } of context.terminal.packs) offer({ pack, json: null });
  for (const bundled of ports.bundled.list()) {
    if (bundled.kind === "ready") offer({ pack: bundled.pack, json: bundled.json });
  }
  return [...byId.values()];
}

/**
 * Makes a programme the one that the terminal runs. Between shifts only: a basket or a shift is priced and counted by
 * one programme. A catalogue that the new one would misread is emptied; what was sold keeps its currency for ever.
 */
export function chooseProgramme(ports: Ports, context: Context, id: string): Result<null, Refusal> {
  const { terminal } = context;
  if (hasProgramme(terminal) && terminal.programme === id) return ok(null);
  const found = candidates(ports, context).find(({ pack }) => pack.pack.id === id);
  if (!found) return refusal(context, "programme-unknown", { params: { id } });
  const reason = whyNotNow(ports, context, found.pack);
  if (reason !== null) return refusal(context, "programme-in-use", { params: { reason } });
  if (found.json !== null) keepPack(ports, context, { pack: found.pack, json: found.json });
  const cleared = clearMisread(ports, context, found.pack);
  switchTo(ports, context, id);
  const { version } = found.pack.pack;
  record(ports, context, { kind: "programme-chosen", body: { id, version, clearedItems: cleared } });
  return ok(null);
}

/** From here on the terminal runs this programme. A file checked by the rules of another is to be checked anew. */
export function switchTo(ports: Ports, context: Context, id: string): void {
  const { terminal } = context;
  ports.settings.set("programme", id);
  if (terminal.programme !== id) terminal.preview = null;
  terminal.programme = id;
  for (const topic of ["session", "basket", "status"] as const) context.touched.add(topic);
}

/** Why the terminal cannot go over to this pack's programme now; null when it can. */
export function whyNotNow(ports: Ports, context: Context, pack: Pack): string | null {
  const { terminal, say } = context;
  if (terminal.programme === pack.pack.id) return null;
  if (terminal.importing) return say("programme.importing");
  if (terminal.shift) return say("programme.shiftOpen", { number: terminal.shift.number });
  if (!isEmpty(openBasket(ports, context))) return say("programme.basketOpen");
  if (ports.baskets.suspended().length > 0) return say("programme.suspended");
  const { currency } = packOf(context).pack.pack;
  if (currency === pack.pack.currency || ports.journal.lastNumber("receipt") === 0) return null;
  return say("programme.currency", { old: currency, new: pack.pack.currency });
}

/** Stores a pack that was checked; it takes effect at its own date. */
export function keepPack(ports: Ports, context: Context, { pack, json }: { pack: Pack; json: string }): string {
  const { terminal } = context;
  const hash = ports.digest(json);
  const { id, version } = pack.pack;
  ports.packs.save({ id, version, hash, json, installedAt: context.now });
  terminal.packs = [...terminal.packs, { pack, hash }];
  return hash;
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
