import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState, type Action } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";
import { useSelectedLine, useTill, useTillState } from "./till-context.tsx";
import type { TillPanel } from "./till-state.ts";

export type TillActionName = "quantity" | "remove" | "why" | "suspend" | "card" | "pay" | "close";
export type TillActions = Readonly<Record<TillActionName, Action>>;

/** Everything the sale screen can do; the buttons, the keys and the list of all actions share these. */
export function useTillActions(): TillActions {
  const line = useLineActions();
  const basket = useBasketActions();
  const more = useRareActions();
  const actions = { ...line, ...basket };
  useActions([...Object.values(actions), ...more]);
  return actions;
}

function usePanel(): (panel: TillPanel) => void {
  const { store } = useTill();
  const shell = useShell();
  return (panel) => {
    shell.clearNotice();
    store.setState((state) => ({ panel: state.panel === panel ? null : panel, priceCode: null }));
  };
}

function useLineActions(): Pick<TillActions, "quantity" | "remove" | "why"> {
  const { t } = useTranslation("till");
  const shell = useShell();
  const toggle = usePanel();
  const line = useSelectedLine();
  const { locale } = useUi();
  const named = (name: "quantity" | "remove" | "why") => {
    const label = t(`action.${name}`);
    return { id: name, label, disabledReason: line ? null : t("action.needLine", { action: label }) };
  };
  const remove = async (): Promise<void> => {
    if (line === undefined) return;
    const basket = await shell.run("removeLine", { lineId: line.id });
    if (basket === undefined) return;
    shell.clearNotice();
    if (basket.undo !== null) shell.offerUndo(basket.undo, () => void shell.run("undo", {}));
  };
  return {
    quantity: { ...named("quantity"), keys: "F3", run: () => toggle("quantity") },
    remove: { ...named("remove"), keys: "Delete", run: () => void remove() },
    why: {
      ...named("why"),
      ...(line && { label: t("why.title", { amount: formatMoney(line.netMinor, locale) }) }),
      keys: "F4",
      run: () => toggle("why"),
    },
  };
}

function useBasketActions(): Pick<TillActions, "suspend" | "card" | "pay" | "close"> {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const toggle = usePanel();
  const suspend = useSuspend();
  const panel = useTillState((state) => state.panel);
  const count = useShellState((state) => state.basket?.suspended ?? 0);
  const offer = useShellState((state) => state.basket?.offer ?? null);
  return {
    suspend: {
      id: "suspend",
      label: count > 0 ? t("suspended.title") : t("action.suspend"),
      keys: "F6",
      run: () => (count > 0 ? toggle("suspended") : suspend()),
    },
    card: { id: "card", label: t("action.card"), keys: "F7", run: () => toggle("card") },
    pay: usePay(),
    close: {
      id: "close",
      keys: "Escape",
      run: () => {
        const { notice } = shell.store.getState();
        if (notice?.tone === "refused") shell.clearNotice();
        else if (panel !== null) store.setState({ panel: null });
        else if (offer !== null) void shell.run("declineOffer", { rule: offer.rule });
        else shell.clearNotice();
      },
    },
  };
}

/** The one step forward: payment, or first the shift without which there is none. */
function usePay(): Action {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const offer = useShellState((state) => (state.basket?.offer ?? null) !== null);
  const shift = useShellState((state) => state.status === null || state.status.shift !== null);
  const disabledReason = usePayReason();
  const openShift: Action = { id: "pay", label: t("action.openShift"), keys: "F9", run: () => shell.go("shift") };
  const pay: Action = {
    id: "pay",
    label: offer ? t("action.payWithout") : t("action.pay"),
    keys: "F9",
    disabledReason,
    run: () => {
      shell.clearNotice();
      store.setState({ mode: "payment", panel: null, searchText: "" });
    },
  };
  return shift ? pay : openShift;
}

/** Why the receipt cannot be paid now; null when it can. */
function usePayReason(): string | null {
  const { t } = useTranslation("till");
  const lost = useShellState((state) => state.connection.state !== "connected");
  const empty = useShellState((state) => (state.basket?.lines.length ?? 0) === 0);
  const blocked = useShellState((state) => state.basket?.blocked ?? null);
  if (lost) return t("action.payLost");
  return empty ? t("action.payLater") : blocked;
}

/** Puts the basket aside and says how to have it back. */
export function useSuspend(): () => void {
  const { store } = useTill();
  const shell = useShell();
  return () => {
    void shell.run("suspendBasket", {}).then((basket) => {
      if (basket === undefined) return;
      store.setState({ panel: null });
      shell.clearNotice();
      if (basket.undo !== null) shell.offerUndo(basket.undo, () => void shell.run("undo", {}));
    });
  };
}

/** Actions of the list (Ctrl+K) that have no button. */
function useRareActions(): Action[] {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const shell = useShell();
  const toggle = usePanel();
  const suspend = useSuspend();
  const filled = useShellState((state) => (state.basket?.lines.length ?? 0) > 0);
  const undoText = useShellState((state) => state.basket?.undo ?? null);
  const hasCard = useShellState((state) => (state.basket?.card ?? null) !== null);
  const price = useShellState((state) => state.session?.programme.cardPriceMinor ?? 0);
  const needsBasket = (action: string): string | null => (filled ? null : t("action.needBasket", { action }));
  return [
    {
      id: "undo",
      label: undoText === null ? t("action.undo") : `${t("action.undo")}: ${undoText}`,
      keys: "Ctrl+Z",
      disabledReason: undoText === null ? t("action.needUndo") : null,
      run: () => {
        shell.store.setState({ undoOffer: null });
        void shell.run("undo", {});
      },
    },
    {
      id: "suspend-this",
      label: t("suspended.this"),
      disabledReason: needsBasket(t("action.suspend")),
      run: suspend,
    },
    { id: "price", label: t("action.price"), keys: "Ctrl+P", run: () => toggle("price") },
    { id: "new-card", label: t("action.newCard", { amount: formatMoney(price, locale) }), run: () => toggle("card") },
    ...(hasCard
      ? [{ id: "clear-card", label: t("action.clearCard"), run: () => void shell.run("clearCard", {}) }]
      : []),
    {
      id: "void",
      label: t("action.void"),
      disabledReason: needsBasket(t("action.void")),
      run: () => toggle("void"),
    },
  ];
}
