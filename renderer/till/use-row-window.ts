import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";

export type RowWindow = {
  /** Rows to mount: `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  readonly rowPx: number;
  /** Scrolls just as far as the row needs to be seen whole, within the same frame. */
  reveal(index: number): void;
};

/** Rows kept ready on either side of the view, so that a turn of the wheel meets no gap. */
const spareRows = 3;

type View = { readonly first: number; readonly end: number; readonly rowPx: number };
const unseen: View = { first: 0, end: 18, rowPx: 56 };

/** Which of many rows of one height are in view. The height is the scroller's `--row`, in rem. */
export function useRowWindow(): readonly [RefObject<HTMLDivElement | null>, RowWindow] {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(unseen);
  const { rowPx } = view;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => setView((before) => viewOf(element, before, before.rowPx));
    const measure = (): void => setView((before) => viewOf(element, before, rowHeight(element)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const reveal = useCallback(
    (index: number): void => {
      const element = scroller.current;
      if (element === null) return;
      const top = index * rowPx;
      const lowest = top + rowPx - element.clientHeight;
      const to = Math.max(lowest, Math.min(top, element.scrollTop));
      if (to === element.scrollTop) return;
      element.scrollTop = to;
      // The scroll event comes a frame later: the row has to be there in this one.
      setView((before) => viewOf(element, before, rowPx));
    },
    [rowPx],
  );
  return [scroller, { ...view, reveal }];
}

function viewOf(element: HTMLElement, before: View, rowPx: number): View {
  const first = Math.max(0, Math.floor(element.scrollTop / rowPx) - spareRows);
  const end = Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + spareRows;
  const same = before.first === first && before.end === end && before.rowPx === rowPx;
  return same ? before : { first, end, rowPx };
}

function rowHeight(element: HTMLElement): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.parseFloat(getComputedStyle(element).getPropertyValue("--row")) * rem;
}
