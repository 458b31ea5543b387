import type { Desk, DeskForm } from "./desk.ts";
import type { Group, Pack } from "./pack.ts";
import type { ProblemKind } from "./problems.ts";

type Parsed = Omit<Pack, "chosen">;
type Say = (place: string, kind: ProblemKind, detail: string) => void;

/** Names on the desk's forms that lead nowhere: rules, orders, and values that a fact cannot have. */
export function lintDesk(pack: Parsed, say: Say): void {
  const { desk } = pack;
  if (!desk) return;
  const rules = rulesOf(pack);
  const known = (place: string, names: readonly string[], declared: ReadonlySet<string>): void => {
    for (const name of names) if (!declared.has(name)) say(place, "unknown-name", name);
  };
  known("desk.titles", Object.keys(desk.titles), rules);
  const kinds = orderKinds(pack);
  for (const { kind, combine = [] } of desk.orders) {
    known("desk.orders", [kind], kinds);
    known(`desk.orders.${kind}.combine`, combine, rules);
  }
  const choices = new Set(groupsOf(pack.stacking).flatMap(({ name }) => name ?? []));
  for (const [id, form] of Object.entries(desk.forms)) {
    const place = `desk.forms.${id}`;
    known(`${place}.rules`, form.rules, rules);
    known(`${place}.choices`, Object.keys(form.choices), choices);
    lintValues(pack, { place, form }, say);
  }
}

/** What a form sells must be a value of the fact that says so; choices must be values of theirs. */
function lintValues(
  pack: Parsed,
  { place, form }: { readonly place: string; readonly form: DeskForm },
  say: Say,
): void {
  const within = (at: string, fact: string, values: readonly string[]): void => {
    const declared = pack.facts[fact]?.values;
    for (const value of values) if (declared && !declared.includes(value)) say(at, "fact-value", value);
  };
  within(`${place}.sells`, form.product, form.sells);
  for (const { fact, options } of [...form.sections.flatMap(({ fields }) => fields), ...form.line]) {
    if (Array.isArray(options)) within(`${place}.${fact}.options`, fact, options);
  }
}

function rulesOf({ offers, prices = [], desk }: Parsed): ReadonlySet<string> {
  const ids = [...offers, ...prices].map(({ id }) => id);
  const kinds = desk?.orders.map(({ kind }: Desk["orders"][number]) => kind) ?? [];
  return new Set([...ids, ...ids.map((id) => id.split("/")[0] ?? id), ...kinds]);
}

/** Kinds of orders that an offer waits for, or that say what applies together. */
function orderKinds({ offers, stacking }: Parsed): ReadonlySet<string> {
  const waited = offers.flatMap(({ order }) => order?.kind ?? []);
  return new Set([...waited, ...groupsOf(stacking).flatMap(({ listedBy }) => listedBy ?? [])]);
}

function groupsOf(group: Group): Group[] {
  return [group, ...group.members.flatMap((member) => (typeof member === "string" ? [] : groupsOf(member)))];
}
