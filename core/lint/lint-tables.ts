import type { Text } from "../kernel/index.ts";
import { priceBasket } from "../pricing/index.ts";
import { lookUp, parsePack, type Pack, type Readings } from "../programme/index.ts";
import { finding, listed, type Figure, type Finding } from "./finding.ts";
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
  return [...open, ...Object.entries(pack.tables).flatMap(([key, table]) => lintFalls(pack, key, table))];
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

function lintFalls(pack: Pack, key: string, table: Table): Finding[] {
  const subject = table.by[0] ?? key;
  const about = { rule: key, clause: table.clause };
  return table.rows.slice(1).flatMap((row, at): Finding[] => {
    const before = table.rows[at];
    const [now, then] = [before, row].map((one) => [one?.value ?? 0].flat());
    const fallen = (then ?? []).findIndex((value, nth) => value < (now?.[nth] ?? 0));
    if (!before || fallen === -1) return [];
    const figures: Record<string, Figure> = {
      subject,
      from: figureOf(pack, subject, before.from),
      to: figureOf(pack, subject, row.from),
      more: String(now?.[fallen] ?? 0),
      less: String(then?.[fallen] ?? 0),
    };
    return [finding("falls", about, { figures })];
  });
}

function figureOf(pack: Pack, subject: string, value: number): Figure | Text {
  return pack.facts[subject]?.type === "money" ? { minor: value } : { count: value };
}
