import type { DeskFieldView, DeskForms, DeskItem, Refusal } from "../../contract/index.ts";
import type { Item } from "../../catalogue/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { DeskField, Pack } from "../../programme/index.ts";
import { itemName } from "../basket/open-basket.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { dayPrice } from "./desk-pricing.ts";
import { deskOf, deskWords } from "./desk-words.ts";
import { viewOrderKind } from "./order-view.ts";
import { findForm } from "./read-desk-input.ts";

/** Forms of this desk's programme in the operator's language; none where it has no desk. */
export function getDeskForms(_ports: Ports, context: Context): Result<DeskForms, Refusal> {
  const here = deskOf(context);
  if (!here) return ok({ forms: [], orders: [] });
  const { pack, desk } = here;
  const { locale } = context;
  const views = (fields: readonly DeskField[]) => fields.map((field) => viewField(context, pack, field));
  return ok({
    forms: Object.entries(desk.forms).map(([id, { title, screen, sections, line, nights }]) => ({
      id,
      title: title[locale],
      screen,
      sections: sections.map((one, at) => ({
        ...one,
        id: String(at),
        title: one.title[locale],
        fields: views(one.fields),
      })),
      line: views(line),
      nights: nights ? { from: nights.from, count: nights.count } : null,
    })),
    orders: desk.orders.map((order) => viewOrderKind(context, pack, order)),
  });
}

function viewField(context: Context, pack: Pack, field: DeskField): DeskFieldView {
  const { fact, label, hint, clause, options, start, startFrom = null, needed = false, least, most } = field;
  const declared = pack.facts[fact];
  const words = deskWords(context, pack.desk);
  const values = Array.isArray(options) ? options : (declared?.values ?? []);
  return {
    fact,
    label: label[context.locale],
    hint: hint?.[context.locale] ?? null,
    kind: kindOf(declared, values.length > 0),
    clause: clause ?? null,
    options: values.map((value) => ({ value, text: words.value(value) })),
    optionsFrom: options && !Array.isArray(options) ? [...options.answers] : [],
    start: start ?? null,
    startFrom,
    needed,
    least: least ?? null,
    most: most ?? null,
  };
}

function kindOf(declared: Pack["facts"][string] | undefined, hasOptions: boolean): DeskFieldView["kind"] {
  switch (declared?.type) {
    case "boolean":
      return declared.evidence === undefined ? "flag" : "evidence";
    case "integer":
      return "number";
    case "money":
      return "money";
    case "date":
    case "instant":
      return "date";
    case "set":
      return "list";
    default:
      return hasOptions ? "choice" : "text";
  }
}

const usualLimit = 100;

/** What a form sells, from the price list: all of it in the order of the list's numbers, or what the text finds. */
export function listDeskItems(
  ports: Ports,
  context: Context,
  input: { readonly form: string; readonly text?: string | undefined; readonly limit?: number | undefined },
): Result<DeskItem[], Refusal> {
  const found = findForm(context, input.form);
  if (!found.ok) return found;
  const { pack, form } = found.value;
  const { limit = usualLimit } = input;
  const text = input.text?.trim() ?? "";
  const rows: DeskItem[] = [];
  for (const item of text === "" ? ports.items.all() : ports.items.search(text, searchDepth)) {
    if (rows.length >= limit) break;
    if (form.sells.includes(item.category)) rows.push(viewDeskItem(context, pack, item));
  }
  return ok(rows);
}

/** A price list is some hundred rows; goods of other kinds may stand among them. */
const searchDepth = 1000;

function viewDeskItem(context: Context, { facts }: Pack, item: Item): DeskItem {
  const names = Object.keys(item.facts ?? {});
  return {
    sku: item.sku,
    name: itemName(context, item),
    priceMinor: item.priceMinor,
    priceVaries: names.some((name) => name.startsWith(dayPrice)),
    stated: names.filter((name) => facts[name] !== undefined),
  };
}
