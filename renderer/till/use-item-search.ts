import { useEffect, useState, type KeyboardEvent } from "react";
import type { CallOutput } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { useTill } from "./till-context.tsx";

export type FoundItem = CallOutput<"searchItems">[number];

export type ItemSearch = {
  /** Something is typed: the list stands in the place of the basket. */
  readonly open: boolean;
  readonly searching: boolean;
  readonly items: readonly FoundItem[];
  readonly index: number;
  choose(item: FoundItem): void;
  onKeyDown(event: KeyboardEvent): void;
};

const shown = 50;
/** Between two keys of a quick typist: the engine is asked for the word, not for each letter. */
const settleMs = 60;

type Found = { readonly text: string; readonly items: readonly FoundItem[] };

/** Articles for what is typed. Enter takes the marked one; a complete code is taken as the code it is. */
export function useItemSearch(typed: string, done: () => void): ItemSearch {
  const shell = useShell();
  const { store } = useTill();
  const [found, setFound] = useState<Found>({ text: "", items: [] });
  const [index, setIndex] = useState(0);
  const text = typed.trim();
  useEffect(() => {
    setIndex(0);
    if (text === "") return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      void shell.engine.call("searchItems", { text, limit: shown }).then((answer) => {
        if (!stale) setFound({ text, items: "ok" in answer ? answer.ok : [] });
      });
    }, settleMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [shell, text]);
  const items = text === "" ? [] : found.items;
  const close = (): void => {
    store.setState({ searchText: "" });
    done();
  };
  const choose = (item: FoundItem): void => {
    close();
    if (store.getState().panel === "price") store.setState({ priceCode: item.sku });
    else if (item.unit === "kg") store.setState({ panel: "weight", weighing: item });
    else void shell.sell("addLine", { sku: item.sku });
  };
  const enter = async (): Promise<void> => {
    // What is typed may be newer than the list: Enter answers what is typed.
    const fresh = found.text === text;
    const answer = fresh ? { ok: items } : await shell.engine.call("searchItems", { text, limit: shown });
    const item = "ok" in answer ? answer.ok[fresh ? index : 0] : undefined;
    const marked = fresh && index > 0;
    if (item !== undefined && (marked || !isCode(text))) return choose(item);
    if (!isCode(text)) return;
    close();
    if (store.getState().panel === "price") store.setState({ priceCode: text });
    else await shell.sell("scan", { code: text, typed: true });
  };
  return {
    open: text !== "",
    searching: found.text !== text,
    items,
    index,
    choose,
    onKeyDown(event) {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (event.key === "Enter" && text !== "") void enter();
      else if (step !== undefined && text !== "") setIndex(Math.min(items.length - 1, Math.max(0, index + step)));
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** A whole number as it stands under a barcode or on a card, not the beginning of one. */
const isCode = (text: string): boolean => /^\d{8,}$/.test(text);
