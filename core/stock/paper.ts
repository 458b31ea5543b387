const Line = z.string().min(1);

/**
 * A paper as the document's annex prints it, in the document's own language. `{name}` stands for a figure or a word
 * that is filled in; one that is empty is printed as a line to be filled in by hand.
 */
export const PaperTemplate = z.strictObject({
  clause: Line,
  /** The corner at the top right: which annex, to whom. */
  corner: z.array(Line),
  title: z.array(Line).min(1),
  paragraphs: z.array(Line),
  table: z
    .strictObject({
      columns: z.array(z.strictObject({ field: Line, heading: Line, number: z.boolean().optional() })).min(1),
      /** The last row, under the columns of these fields. */
      total: z.record(Line, Line).optional(),
    })
    .optional(),
  after: z.array(Line),
  notes: z.array(Line),
  /** Over the signatures: `СОГЛАСОВАНО:`; empty where there is nothing. */
  agreed: z.string(),
  signatures: z.array(z.strictObject({ who: Line, name: z.string() })).min(1),
});
export type PaperTemplate = z.infer<typeof PaperTemplate>;

export type PaperRow = Readonly<Record<string, string>>;
export type PaperFilling = { readonly values: PaperRow; readonly rows: readonly PaperRow[] };

/** A paper ready to be printed. */
export type Paper = {
  readonly corner: readonly string[];
  readonly title: readonly string[];
  readonly paragraphs: readonly string[];
  readonly table: {
    readonly columns: readonly { readonly heading: string; readonly number: boolean }[];
    readonly rows: readonly (readonly string[])[];
    readonly total: readonly string[] | null;
  } | null;
  readonly after: readonly string[];
  readonly notes: readonly string[];
  readonly agreed: string;
  readonly signatures: readonly { readonly who: string; readonly name: string }[];
};

const blank = "____________";

/** The paper with everything filled in. Rows are numbered in the field `no`. */
export function fillPaper(template: PaperTemplate, { values, rows }: PaperFilling): Paper {
  const fill = (text: string): string =>
    text.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
      const value = values[name];
      return value === undefined || value === "" ? blank : value;
    });
  const { table } = template;
  const columns = table?.columns ?? [];
  return {
    corner: template.corner.map(fill),
    title: template.title.map(fill),
    paragraphs: template.paragraphs.map(fill),
    table: table
      ? {
          columns: columns.map(({ heading, number = false }) => ({ heading, number })),
          rows: rows.map((row, at) =>
            columns.map(({ field }) => (field === "no" ? String(at + 1) : (row[field] ?? ""))),
          ),
          total: table.total ? columns.map(({ field }) => fill(table.total?.[field] ?? "")) : null,
        }
      : null,
    after: template.after.map(fill),
    notes: template.notes,
    agreed: template.agreed,
    signatures: template.signatures.map(({ who, name }) => ({ who, name: name === "" ? "" : fill(name) })),
  };
}
import { z } from "../kernel/index.ts";
