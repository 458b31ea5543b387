import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { useActions, useShellState } from "../shell/index.ts";
import "./basket-list.css";
import { BasketEmpty } from "./basket-empty.tsx";
import { LineRow, rowId } from "./line-row.tsx";
import { useTill, useTillState } from "./till-context.tsx";

const noLines: readonly LineView[] = [];
/** Rows kept ready on either side of the view, so that a turn of the wheel meets no gap. */
const spareRows = 6;

/** The basket: only the rows in view are mounted, so a scan costs the same at 20 and at 1000 lines. */
export function BasketList() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const lines = useShellState((state) => state.basket?.lines ?? noLines);
  const selectedId = useTillState((state) => state.selectedId);
  const flashId = useTillState((state) => state.flashId);
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight(scroller);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: spareRows,
  });
  useLayoutEffect(() => rows.measure(), [rows, rowPx]);
  const selectedIndex = lines.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: "auto" });
  }, [rows, selectedIndex, lines.length]);
  const select = useCallback((id: string) => store.setState({ selectedId: id }), [store]);
  useRowKeys(lines, selectedIndex, select);
  return (
    <div className="basket" data-testid="basket">
      <BasketHead />
      <div
        ref={scroller}
        className="basket-lines"
        role="grid"
        tabIndex={0}
        aria-label={t("basket.label")}
        aria-rowcount={lines.length + 1}
        aria-activedescendant={selectedId === null ? undefined : rowId(selectedId)}
      >
        {lines.length === 0 && <BasketEmpty />}
        <div className="basket-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <LineRow
                key={line.id}
                line={line}
                index={index}
                top={start}
                selected={line.id === selectedId}
                flashes={line.id === flashId}
                onSelect={select}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const columns = ["name", "quantity", "price", "discount", "sum"] as const;

function BasketHead() {
  const { t } = useTranslation("till");
  return (
    <div className="basket-head basket-grid" aria-hidden>
      {columns.map((column) => (
        <span key={column} className={column === "name" ? undefined : "number"}>
          {t(`column.${column}`)}
        </span>
      ))}
    </div>
  );
}

const pageRows = 8;

/** Arrows walk the lines, also while the scan bar has the focus and lists nothing. */
function useRowKeys(lines: readonly LineView[], index: number, select: (id: string) => void): void {
  const move = (to: number) => () => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (line !== undefined) select(line.id);
  };
  useActions([
    { id: "row-up", keys: "ArrowUp", repeats: true, run: move(index - 1) },
    { id: "row-down", keys: "ArrowDown", repeats: true, run: move(index + 1) },
    { id: "row-page-up", keys: "PageUp", repeats: true, run: move(index - pageRows) },
    { id: "row-page-down", keys: "PageDown", repeats: true, run: move(index + pageRows) },
    { id: "row-first", keys: "Home", run: move(0) },
    { id: "row-last", keys: "End", run: move(lines.length - 1) },
  ]);
}

/** Height of a row in px at the window and zoom of now: `--row` is in rem. */
function useRowHeight(scroller: { readonly current: HTMLElement | null }): number {
  const [height, setHeight] = useState(56);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setHeight(Number.parseFloat(getComputedStyle(element).getPropertyValue("--row")) * rem);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller]);
  return height;
}
