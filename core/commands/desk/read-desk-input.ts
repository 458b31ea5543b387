import type { DeskInput, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { isFactValue, type Desk, type DeskField, type DeskForm, type Pack } from "../../programme/index.ts";
import type { Facts, FactValue } from "../../offer/index.ts";
import { hasProgramme, localNow, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { ordersOnFile } from "./orders-on-file.ts";
import type { DeskGiven, DeskLine } from "./desk-pricing.ts";
import { deskOf } from "./desk-words.ts";

/** A form with its pack, and what it was filled in with. */
export type DeskAsked = {
  readonly pack: Pack;
  readonly hash: string;
  readonly desk: Desk;
  readonly form: DeskForm;
  readonly given: DeskGiven;
};

/** A receipt has no more lines; a stay is a line for each night of each room. */
const mostLines = 1000;

/** The form of this desk by its name. */
export function findForm(context: Context, id: string): Result<Omit<DeskAsked, "given">, Refusal> {
  const here = deskOf(context);
  const form = here?.desk.forms[id];
  if (!here || !form || !hasProgramme(context.terminal)) return refusal(context, "desk-form-unknown");
  return ok({ ...here, form });
}

/**
 * What a form was filled in with, typed as the pack declares it: articles from the price list, orders that are on
 * file. An answer that is not of its type, out of its bounds or to no question is refused.
 */
export function readDeskInput(ports: Ports, context: Context, input: DeskInput): Result<DeskAsked, Refusal> {
  const found = findForm(context, input.form);
  if (!found.ok) return found;
  const { pack, form } = found.value;
  const fields = form.sections.flatMap((section) => section.fields);
  const facts = readFacts(context, { pack, fields }, input.facts);
  if (!facts.ok) return facts;
  const lines: DeskLine[] = [];
  for (const { id, sku, qty, facts: about } of input.lines) {
    const item = ports.items.bySku(sku);
    if (!item || !form.sells.includes(item.category)) return refusal(context, "item-unknown", { params: { sku } });
    const own = readFacts(context, { pack, fields: form.line }, about);
    if (!own.ok) return own;
    lines.push({ id, item, qty, facts: own.value });
  }
  if (new Set(lines.map(({ id }) => id)).size < lines.length) {
    return refusal(context, "invalid-input", { params: { detail: "lines.id" } });
  }
  if (lines.reduce((sum, { qty }) => sum + qty, 0) * nightsOf(form, facts.value) > mostLines) {
    return refusal(context, "basket-full");
  }
  const at = localNow(context);
  const given = { at, facts: facts.value, lines, orders: ordersOnFile(ports, pack), choice: input.choice };
  return ok({ ...found.value, given });
}

function nightsOf({ nights }: DeskForm, facts: Facts): number {
  return nights ? Number(facts[nights.count] ?? 0) : 1;
}

type Questions = { readonly pack: Pack; readonly fields: readonly DeskField[] };

function readFacts(context: Context, { pack, fields }: Questions, given: DeskInput["facts"]): Result<Facts, Refusal> {
  const facts: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find(({ fact }) => fact === name);
    const declared = pack.facts[name];
    if (!field || !declared) return refusal(context, "invalid-input", { params: { detail: name } });
    if (value === null || value === "") continue;
    if (!isFactValue(declared, value) || isOutside(field, value)) {
      const params = { name: field.label[context.locale] };
      return refusal(context, "desk-answer-invalid", { params, details: { fact: name } });
    }
    facts[name] = value;
  }
  return ok(facts);
}

function isOutside({ least, most }: DeskField, value: FactValue): boolean {
  return typeof value === "number" && ((least !== undefined && value < least) || (most !== undefined && value > most));
}
