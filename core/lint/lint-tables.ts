import type { Text } from "../kernel/index.ts";
import { priceBasket } from "../pricing/index.ts";
import { lookUp, parsePack, type Pack, type Readings } from "../programme/index.ts";
import { finding, listed, type Figure, type Finding, type Subject } from "./finding.ts";
import { problemFinding } from "./problem-finding.ts";
import { samplesFor } from "./witness.ts";

type Table = Pack["tables"][string];

/** Banded tables: figures whose band the text leaves open, and bands that give less for more. */
export function lintTables(pack: Pack, source: unknown): Finding[] {
  const open = Object.entries(pack.readings).flatMap(([reading, { values = [] }]) =>
    values
      .filter((value) => value !== pack.chosen[reading])
      .flatMap((value) => {
        const other = parsePack(source, { [reading]: value });
        if (other.ok) return lintReading({ pack, other: other.value, reading, value: wordOf(value) });
        return other.refusal.map((one) => underReading(problemFinding(one, source), `${reading} = ${wordOf(value)}`));
      }),
  );
  return [...open, ...lintFalls(pack)];
}

/** A fault that shows only when another meaning is chosen. */
function underReading(found: Finding, reading: string): Finding {
  const { ru, be, en } = found.text;
  return { ...found, text: { ru: `${reading}: ${ru}`, be: `${reading}: ${be}`, en: `${reading}: ${en}` } };
}

const wordOf = (value: Readings[string]): string => (typeof value === "string" ? value : JSON.stringify(value));

type Pair = { readonly pack: Pack; readonly other: Pack; readonly reading: string; readonly value: string };
type Point = { readonly axis: number; readonly figures: readonly number[] };

/** Figures on an edge that a reading moves: the document covers them twice or not at all. */
function lintReading({ pack, other, reading, value }: Pair): Finding[] {
  return Object.entries(pack.tables).flatMap(([key, table]): Finding[] => {
    const twin = other.tables[key];
    if (!twin) return [];
    const differ = pointsOf(table, twin).filter(
      ({ figures }) => lookUp(table, ...figures) !== lookUp(twin, ...figures),
    );
    const [first] = differ;
    if (!first) return [];
    const { axis } = first;
    const subject = table.by[axis] ?? key;
    const edges = [...new Set(differ.map(({ figures }) => figures[axis] ?? 0))];
    const chosen = wordOf(pack.chosen[reading] ?? null);
    const said = (from: Table, name: string) => `${lookUp(from, ...first.figures)} (${name})`;
    const figures = {
      subject,
      figures: listed(edges.map((edge) => figureOf(pack, subject, edge))),
      values: `${said(table, chosen)} / ${said(twin, value)}`,
      reading,
    };
    const example = exampleFor({ pack, other, key, point: first });
    return [finding("boundary", { rule: key, clause: table.clause }, { figures, example })];
  });
}

/** A receipt at the edge that comes to another sum under the other reading. */
function exampleFor({ pack, other, key, point }: { pack: Pack; other: Pack; key: string; point: Point }) {
  const facts = (pack.tables[key]?.by ?? []).map((fact, at) => ({ fact, is: point.figures[at] ?? 0 }));
  const using = pack.offers.filter(({ order }) => typeof order?.most === "object" && order.most.table === key);
  return using
    .flatMap((offer) => [...samplesFor(pack, [offer], facts), ...samplesFor(other, [offer], facts)])
    .find((input) => priceBasket(pack, input).total.payableMinor !== priceBasket(other, input).total.payableMinor);
}

/** Every edge of two tables, the figure itself and its neighbours, with the other figure inside its lowest band. */
function pointsOf(table: Table, twin: Table): Point[] {
  const edges = (lists: readonly (readonly number[])[]) =>
    [...new Set(lists.flat().flatMap((edge) => [edge - 1, edge, edge + 1]))].toSorted((a, b) => a - b);
  const rows = edges([table, twin].map(({ rows: list }) => list.map(({ from }) => from)));
  if (!table.columns) return rows.map((row) => ({ axis: 0, figures: [row] }));
  const columns = edges([table, twin].map(({ columns: list = [] }) => list));
  const [inRow, inColumn] = [table.rows[0]?.from ?? 0, table.columns[0] ?? 0];
  return [
    ...rows.map((row) => ({ axis: 0, figures: [row, inColumn] })),
    ...columns.map((column) => ({ axis: 1, figures: [inRow, column] })),
  ];
}

/** Steps of one figure: what each is worth from where on. */
type Steps = {
  readonly about: Subject;
  readonly subject: string;
  readonly steps: readonly (readonly [number, number])[];
};

/** Tables by either of their figures, and steps of offers, that give less for more. */
function lintFalls(pack: Pack): Finding[] {
  const tables = Object.entries(pack.tables).flatMap(([key, { clause, by, columns = [], rows }]): Steps[] => {
    const [about, [down = key, across = key]] = [{ rule: key, clause }, by];
    const cells = rows.map(({ from, value }) => ({ from, values: [value].flat() }));
    return [
      ...(cells[0]?.values ?? []).map((_, nth) => {
        return { about, subject: down, steps: cells.map(({ from, values }) => [from, values[nth] ?? 0] as const) };
      }),
      ...cells.map(({ values }) => {
        return { about, subject: across, steps: columns.map((from, nth) => [from, values[nth] ?? 0] as const) };
      }),
    ];
  });
  const offers = pack.offers.flatMap(({ id, clause, give: { tiers } }): Steps[] => {
    const steps = (tiers?.rows ?? []).map((row) => [row.from, row.percentBp ?? row.amountMinor ?? 0] as const);
    return [{ about: { rule: id, clause }, subject: tiers?.base ?? "line.price", steps }];
  });
  return [...tables, ...offers].flatMap((one) => fallIn(pack, one).slice(0, 1));
}

function fallIn(pack: Pack, { about, subject, steps }: Steps): Finding[] {
  return steps.slice(1).flatMap(([to, less], at): Finding[] => {
    const [from, more] = steps[at] ?? [to, less];
    if (from >= to || less >= more) return [];
    const shown = (figure: number) => figureOf(pack, subject, figure);
    const figures = { subject, from: shown(from), to: shown(to), more: String(more), less: String(less) };
    return [finding("falls", about, { figures })];
  });
}

function figureOf(pack: Pack, subject: string, value: number): Figure | Text {
  const isSum = pack.bases[subject]?.measure === "amount" || subject === "line.price";
  return isSum || pack.facts[subject]?.type === "money" ? { minor: value } : { count: value };
}
