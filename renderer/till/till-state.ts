import { createStore, type StoreApi } from "zustand/vanilla";
import type { BasketView, ReceiptView } from "../../core/contract/index.ts";
import type { Shell, ShellState } from "../shell/index.ts";

/** What the decision column shows instead of card, hint and offer, opened by hand. */
export type TillPanel = "why" | "quantity" | "weight" | "suspended" | "card" | "void" | "price";

export type Weighing = { readonly sku: string; readonly name: string; readonly priceMinor: number };

export type TillState = {
  readonly mode: "basket" | "payment" | "receipt";
  readonly panel: TillPanel | null;
  readonly selectedId: string | null;
  /** The line that a scan has just touched: its ground flashes once. */
  readonly flashId: string | null;
  readonly searchText: string;
  readonly receipt: ReceiptView | null;
  /** Until then F9 is the second half of the double press that paid, and must not take the change out of view. */
  readonly restUntil: number;
  /** Article that was found by name and waits for its weight. */
  readonly weighing: Weighing | null;
  /** Sku or barcode whose price is looked at. */
  readonly priceCode: string | null;
};

export type Till = { readonly store: StoreApi<TillState>; readonly shell: Shell };

const atRest: TillState = {
  mode: "basket",
  panel: null,
  selectedId: null,
  flashId: null,
  searchText: "",
  receipt: null,
  restUntil: 0,
  weighing: null,
  priceCode: null,
};

/** A little longer than the flash itself, so that it is never cut off. */
const flashMs = 300;

/** Panels that follow the selected line or look something up stay open over a scan; the others give way to it. */
const stayingPanels: ReadonlySet<TillPanel> = new Set(["why", "price"]);

export function createTill(shell: Shell): Till {
  const { basket } = shell.store.getState();
  const selectedId = basket?.lines.at(-1)?.id ?? null;
  if (basket?.recovered === true) sayRecovered(shell, basket);
  return { shell, store: createStore<TillState>(() => ({ ...atRest, selectedId })) };
}

/** Said once: the next look at the till finds an ordinary receipt. */
function sayRecovered(shell: Shell, basket: BasketView): void {
  shell.tell("attention", shell.texts.t("till:basket.recovered"));
  shell.store.setState({ basket: { ...basket, recovered: false } });
}

/** Keeps selection, flash and mode in step with the basket. Answers how to stop. */
export function followBasket({ shell, store }: Till): () => void {
  const touch = (lineId: string): void => {
    const { panel } = store.getState();
    store.setState({
      selectedId: lineId,
      flashId: lineId,
      panel: panel !== null && stayingPanels.has(panel) ? panel : null,
    });
    setTimeout(() => {
      if (store.getState().flashId === lineId) store.setState({ flashId: null });
    }, flashMs);
  };
  return shell.store.subscribe((state, before) => {
    if (state.basket !== before.basket && state.basket !== null) {
      const added = newLine(before.basket, state.basket);
      if (added !== null) touch(added);
      else keepSelection(store, before.basket, state.basket);
      if (state.basket.recovered) sayRecovered(shell, state.basket);
    }
    if (state.notice !== before.notice) heed(state, store, touch);
  });
}

/** A notice about a line selects it; one about a card or a refusal leaves what was opened by hand. */
function heed({ notice }: ShellState, store: StoreApi<TillState>, touch: (lineId: string) => void): void {
  if (notice === null) return;
  if (notice.lineId !== null) touch(notice.lineId);
  if (notice.tone !== "accepted" && notice.tone !== "card") return;
  const { mode, panel } = store.getState();
  if (mode === "receipt") store.setState({ mode: "basket", receipt: null });
  if (panel !== null && !stayingPanels.has(panel)) store.setState({ panel: null });
}

function newLine(before: BasketView | null, after: BasketView): string | null {
  const last = after.lines.at(-1);
  if (last === undefined || before === null) return null;
  const known = before.id === after.id && before.lines.some(({ id }) => id === last.id);
  return known || after.lines.length <= (before.id === after.id ? before.lines.length : 0) ? null : last.id;
}

function keepSelection(store: StoreApi<TillState>, before: BasketView | null, after: BasketView): void {
  const { selectedId } = store.getState();
  if (selectedId !== null && after.lines.some(({ id }) => id === selectedId)) return;
  const place = before?.lines.findIndex(({ id }) => id === selectedId) ?? -1;
  const next = place < 0 ? after.lines.at(-1) : (after.lines[place] ?? after.lines.at(-1));
  store.setState({ selectedId: next?.id ?? null });
}
