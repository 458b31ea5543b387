import { useEffect, useState, type KeyboardEvent } from "react";
import type { CallOutput } from "../../core/contract/index.ts";
import { useShell, type Shell } from "../shell/index.ts";
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
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Articles for what is typed. Enter takes the marked one; a complete code is taken as the code it is. */
export function useItemSearch(typed: string, done: () => void): ItemSearch {
  const shell = useShell();
  const text = typed.trim();
  const found = useFound(text);
  const [mark, setMark] = useState({ text: "", index: 0 });
  const { choose, takeCode } = useChoice(done);
  const fresh = found.text === text;
  const index = mark.text === text ? mark.index : 0;
  const items = text === "" ? [] : found.items;
  const enter = async (): Promise<void> => {
    // What is typed may be newer than the list: Enter answers what is typed.
    const current = fresh ? items : await searchItems(shell, text);
    const item = current[fresh ? index : 0];
    if (item !== undefined && (index > 0 || !isCode(text))) choose(item);
    else if (isCode(text)) takeCode(text);
  };
  return {
    open: text !== "",
    searching: !fresh,
    items,
    index,
    choose,
    onKeyDown(event) {
      const step = steps[event.key];
      if (text === "") return;
      if (event.key === "Enter") void enter();
      else if (step === undefined) return;
      else setMark({ text, index: Math.min(items.length - 1, Math.max(0, index + step)) });
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** What a found article or a typed code is for: the basket, or the price that is looked at. */
function useChoice(done: () => void) {
  const shell = useShell();
  const { store } = useTill();
  const finish = (): boolean => {
    store.setState({ searchText: "" });
    done();
    return store.getState().panel === "price";
  };
  return {
    choose(item: FoundItem): void {
      if (finish()) store.setState({ priceCode: item.sku });
      else if (item.unit === "kg") store.setState({ panel: "weight", weighing: item });
      else void shell.sell("addLine", { sku: item.sku });
    },
    takeCode(code: string): void {
      if (finish()) store.setState({ priceCode: code });
      else void shell.sell("scan", { code, typed: true });
    },
  };
}

type Found = { readonly text: string; readonly items: readonly FoundItem[] };

/** Between two keys of a quick typist: the engine is asked for the word, not for each letter. */
const settleMs = 60;

function useFound(text: string): Found {
  const shell = useShell();
  const [found, setFound] = useState<Found>({ text: "", items: [] });
  useEffect(() => {
    if (text === "") return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      void searchItems(shell, text).then((items) => {
        if (!stale) setFound({ text, items });
      });
    }, settleMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [shell, text]);
  return found;
}

async function searchItems(shell: Shell, text: string): Promise<readonly FoundItem[]> {
  return (await shell.run("searchItems", { text, limit: shown })) ?? [];
}

/** A whole number as it stands under a barcode or on a card, not the beginning of one. */
const isCode = (text: string): boolean => /^\d{8,}$/.test(text);
