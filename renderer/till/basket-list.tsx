import { memo, useCallback, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { useActionSource, useShellState } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";
import "./basket-list.css";
import { BasketEmpty } from "./basket-empty.tsx";
import { LineRow, rowId } from "./line-row.tsx";
import { useTill, useTillState } from "./till-context.tsx";
import { useRowWindow, type RowWindow } from "./use-row-window.ts";

const noLines: readonly LineView[] = [];

/** The basket: only the rows in view are mounted, so a scan costs the same at 20 and at 1000 lines. */
export function BasketList() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const lines = useShellState((state) => state.basket?.lines ?? noLines);
  const selectedId = useTillState((state) => state.selectedId);
  const [scroller, view] = useRowWindow();
  const { reveal } = view;
  const selectedIndex = lines.findIndex(({ id }) => id === selectedId);
  useLayoutEffect(() => {
    if (selectedIndex >= 0) reveal(selectedIndex);
  }, [reveal, selectedIndex, lines.length]);
  const select = useCallback((id: string) => store.setState({ selectedId: id }), [store]);
  useRowKeys(lines, selectedIndex, select);
  return (
    <div
      className="basket"
      data-testid="basket"
      role="grid"
      tabIndex={0}
      aria-label={t("basket.label")}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={selectedId === null ? undefined : rowId(selectedId)}
    >
      <BasketHead />
      <div ref={scroller} className="basket-lines" role={lines.length === 0 ? undefined : "rowgroup"}>
        {lines.length === 0 && <BasketEmpty />}
        <Rows lines={lines} view={view} onSelect={select} />
      </div>
    </div>
  );
}

type RowsProps = {
  readonly lines: readonly LineView[];
  readonly view: RowWindow;
  readonly onSelect: (lineId: string) => void;
};

function Rows({ lines, view, onSelect }: RowsProps) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const selectedId = useTillState((state) => state.selectedId);
  const flashId = useTillState((state) => state.flashId);
  return (
    <div className="basket-rows" role="presentation" style={{ height: lines.length * view.rowPx }}>
      {lines.slice(view.first, view.end).map((line, place) => (
        <LineRow
          key={line.id}
          t={t}
          locale={locale}
          line={line}
          index={view.first + place}
          top={(view.first + place) * view.rowPx}
          selected={line.id === selectedId}
          flashes={line.id === flashId}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

const columns = ["name", "quantity", "price", "discount", "sum"] as const;

const BasketHead = memo(function BasketHead() {
  const { t } = useTranslation("till");
  return (
    <div className="basket-head basket-grid" role="row" aria-rowindex={1}>
      {columns.map((column) => (
        <span key={column} role="columnheader" className={column === "name" ? undefined : "number"}>
          {t(`column.${column}`)}
        </span>
      ))}
    </div>
  );
});

const pageRows = 8;

/** Arrows walk the lines, also while the scan bar has the focus and lists nothing. */
function useRowKeys(lines: readonly LineView[], index: number, select: (id: string) => void): void {
  const move = (to: number) => () => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (line !== undefined) select(line.id);
  };
  useActionSource(() => [
    { id: "row-up", keys: "ArrowUp", repeats: true, run: move(index - 1) },
    { id: "row-down", keys: "ArrowDown", repeats: true, run: move(index + 1) },
    { id: "row-page-up", keys: "PageUp", repeats: true, run: move(index - pageRows) },
    { id: "row-page-down", keys: "PageDown", repeats: true, run: move(index + pageRows) },
    { id: "row-first", keys: "Home", run: move(0) },
    { id: "row-last", keys: "End", run: move(lines.length - 1) },
  ]);
}
