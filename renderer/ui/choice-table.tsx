import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import "./choice-table.css";
import { classNames } from "./class-names.ts";

export type Column<Row> = {
  readonly title: string;
  readonly number?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

export type ChoiceTableProps<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly chosen: string | null;
  readonly onChoose: (row: Row) => void;
  readonly testId: string;
};

/** A table one row of which is chosen: by touch, or by the arrow keys with the focus on it. */
export function ChoiceTable<Row>(props: ChoiceTableProps<Row>) {
  const { rows, columns, keyOf, chosen, onChoose } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const index = rows.findIndex((row) => keyOf(row) === chosen);
  useEffect(() => {
    body.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);
  const move = (event: KeyboardEvent): void => {
    const next = rows[nextIndex(event.key, index, rows.length)];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    <table
      className="table choice-table"
      role="grid"
      aria-label={props.label}
      tabIndex={0}
      onKeyDown={move}
      data-testid={`${props.testId}s`}
    >
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} className={classNames(column.number === true && "number")}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            aria-selected={keyOf(row) === chosen}
            data-testid={props.testId}
            onClick={() => onChoose(row)}
          >
            {columns.map((column) => (
              <td key={column.title} className={classNames(column.number === true && "number")}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Row that a key leads to; −1 for keys that move nothing. */
function nextIndex(key: string, index: number, count: number): number {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}
