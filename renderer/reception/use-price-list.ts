import { useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { DeskItem } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { useLoaded } from "../task/index.ts";
import { useUi } from "../ui/index.ts";
import type { Desk } from "./use-desk.ts";

export type PriceList = {
  readonly text: string;
  /** The list stands in the place of the lines. */
  readonly open: boolean;
  readonly items: readonly DeskItem[] | null;
  readonly index: number;
  readonly field: RefObject<HTMLInputElement | null>;
  write(text: string): void;
  /** Shows the whole list and waits for typing. */
  focus(): void;
  close(): void;
  choose(item: DeskItem): void;
  onKeyDown(event: KeyboardEvent): void;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The price list of a form: all of it, or what is found; Enter takes the marked article. */
export function usePriceList(desk: Desk): PriceList {
  const shell = useShell();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [shown, setShown] = useState(false);
  const [mark, setMark] = useState(0);
  const form = desk.form.id;
  const { locale } = useUi();
  const { value } = useLoaded(() => shell.engine.call("listDeskItems", { form, text }), `${form} ${text} ${locale}`);
  const open = shown || text !== "" || desk.draft.lines.length === 0;
  const items = value ?? [];
  const index = Math.min(mark, Math.max(0, items.length - 1));
  const close = (): void => {
    setText("");
    setShown(false);
    setMark(0);
  };
  const choose = (item: DeskItem): void => {
    desk.add(item);
    close();
  };
  return {
    text,
    open,
    items: value,
    index,
    field,
    close,
    choose,
    write(next) {
      setText(next);
      setMark(0);
    },
    focus() {
      setShown(true);
      field.current?.focus();
      field.current?.select();
    },
    onKeyDown: (event) => {
      const list = { items, index, close, choose, mark: setMark };
      const isMine = open ? inList(list, event.key) : text === "" && inLines(desk, event.key);
      if (!isMine) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

type Marked = Pick<PriceList, "index" | "close" | "choose"> & {
  readonly items: readonly DeskItem[];
  mark(index: number): void;
};

/** Moves in the list, takes from it or leaves it; answers whether the key meant that. */
function inList({ items, index, close, choose, mark }: Marked, key: string): boolean {
  const step = steps[key];
  const item = items[index];
  if (key === "Escape") close();
  else if (key === "Enter" && item !== undefined) choose(item);
  else if (step !== undefined) mark(Math.min(items.length - 1, Math.max(0, index + step)));
  else return false;
  return true;
}

/** The lines that are chosen already: the arrows pick one, Delete takes it away. */
function inLines(desk: Desk, key: string): boolean {
  const { lines, selected } = desk.draft;
  const step = steps[key];
  const place = lines.findIndex(({ id }) => id === selected);
  if (key === "Delete" && selected !== null) desk.remove(selected);
  else if (step === undefined) return false;
  else desk.set({ selected: lines[Math.min(lines.length - 1, Math.max(0, place + step))]?.id ?? null });
  return true;
}
