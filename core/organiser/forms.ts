import { z } from "../kernel/index.ts";

/** One rule a filled-in form must meet. `names` says which figure of the row the error names. */
const Check = z.strictObject({
  code: z.string().min(1),
  message: z.string().min(1),
  check: z.enum(["unique", "within", "required"]),
  field: z.string().min(1),
  /** `within`: the list on the form that must contain every entry. */
  of: z.string().min(1).optional(),
  names: z.enum(["value", "place"]).or(z.strictObject({ field: z.string().min(1) })),
  /** Only for these routes; absent: for all. */
  routes: z.array(z.string().min(1)).optional(),
});

/** A paper with rows: its fields, and what must hold before it may be signed. */
export const Form = z.strictObject({
  clause: z.string().min(1),
  message: z.string().min(1),
  fields: z.array(z.string().min(1)),
  rows: z.array(z.string().min(1)),
  checks: z.array(Check),
  /** Quantity of a row: entries of this field; what is left over: those of the list that stand on no row. */
  count: z.strictObject({ field: z.string().min(1), of: z.string().min(1) }).optional(),
});
export type Form = z.infer<typeof Form>;

export type FormValue = string | readonly string[] | undefined;
export type FilledForm = {
  readonly route: string;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly Readonly<Record<string, FormValue>>[];
};
export type FormError = { readonly code: string; readonly detail: string; readonly message: string };

const isFilled = (value: FormValue): boolean => value !== undefined && value.length > 0 && String(value).trim() !== "";
const entriesOf = (value: FormValue): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

export type FormSummary = {
  readonly quantities: readonly number[];
  readonly total: number;
  readonly remaining: readonly string[];
};

/** Quantities of a form's rows, their sum, and what is left of the list they draw on. */
export function summariseForm({ count }: Form, filled: FilledForm): FormSummary {
  if (!count) return { quantities: filled.rows.map(() => 0), total: 0, remaining: [] };
  const entries = filled.rows.map((row) => entriesOf(row[count.field]));
  const used = new Set(entries.flat());
  return {
    quantities: entries.map((list) => list.length),
    total: entries.flat().length,
    remaining: (filled.lists[count.of] ?? []).filter((entry) => !used.has(entry)),
  };
}

/** Everything wrong with a filled-in form, each error once. */
export function checkForm(form: Form, filled: FilledForm): FormError[] {
  const errors = form.checks
    .filter((check) => check.routes === undefined || check.routes.includes(filled.route))
    .flatMap((check) => {
      const { code, message } = check;
      return detailsOf(check, filled).map((detail) => ({ code, detail, message }));
    });
  return errors.filter((a, at) => errors.findIndex((b) => a.code === b.code && a.detail === b.detail) === at);
}

function detailsOf(check: z.infer<typeof Check>, filled: FilledForm): string[] {
  const entries = filled.rows.flatMap((row) => entriesOf(row[check.field]));
  if (check.check === "unique") return entries.filter((entry, at) => entries.indexOf(entry) !== at);
  if (check.check === "within") return entries.filter((entry) => !filled.lists[check.of ?? ""]?.includes(entry));
  return filled.rows.flatMap((row, at) => {
    if (isFilled(row[check.field])) return [];
    return [typeof check.names === "object" ? entriesOf(row[check.names.field]).join(" ") : String(at + 1)];
  });
}
