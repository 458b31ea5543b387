import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import type { Locale } from "../../core/kernel/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActionSource, type Action, type ShellState } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";
import { useTill } from "./till-context.tsx";
import type { Till, TillPanel } from "./till-state.ts";

/** What the actions are worked out from, at the moment when a key or the list asks for them. */
type Sale = Till & { readonly t: TFunction<"till">; readonly locale: Locale };

export function useSale(): Sale {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const till = useTill();
  return useMemo(() => ({ ...till, t, locale }), [till, t, locale]);
}

/** Everything the sale screen can do: the buttons, the keys and the list of all actions share these. */
export function useTillActions(): void {
  const sale = useSale();
  useActionSource(() => [...lineActions(sale), ...basketActions(sale), ...rareActions(sale)]);
}

function toggle({ shell, store }: Till, panel: TillPanel): void {
  shell.clearNotice();
  store.setState((state) => ({ panel: state.panel === panel ? null : panel, priceCode: null }));
}

function selectedLine({ shell, store }: Till): LineView | undefined {
  const { selectedId } = store.getState();
  return shell.store.getState().basket?.lines.find(({ id }) => id === selectedId);
}

function lineActions(sale: Sale): Action[] {
  const { t, locale } = sale;
  const line = selectedLine(sale);
  const named = (name: "quantity" | "remove" | "why") => {
    const label = t(`action.${name}`);
    return { id: name, label, disabledReason: line ? null : t("action.needLine", { action: label }) };
  };
  return [
    { ...named("quantity"), keys: "F3", run: () => toggle(sale, "quantity") },
    { ...named("remove"), keys: "Delete", run: () => void remove(sale, line) },
    {
      ...named("why"),
      ...(line && { label: t("why.title", { amount: formatMoney(line.netMinor, locale) }) }),
      keys: "F4",
      run: () => toggle(sale, "why"),
    },
  ];
}

async function remove({ shell }: Till, line: LineView | undefined): Promise<void> {
  if (line === undefined) return;
  const basket = await shell.run("removeLine", { lineId: line.id });
  if (basket === undefined) return;
  shell.clearNotice();
  if (basket.undo !== null) shell.offerUndo(basket.undo, () => void shell.run("undo", {}));
}

function basketActions(sale: Sale): Action[] {
  const { shell, store, t } = sale;
  const count = shell.store.getState().basket?.suspended ?? 0;
  return [
    {
      id: "suspend",
      label: count > 0 ? t("suspended.title") : t("action.suspend"),
      keys: "F6",
      run: () => (count > 0 ? toggle(sale, "suspended") : suspend(sale)),
    },
    { id: "card", label: t("action.card"), keys: "F7", run: () => toggle(sale, "card") },
    payAction(sale, payFacts(shell.store.getState())),
    {
      id: "close",
      keys: "Escape",
      run: () => {
        const { notice, basket } = shell.store.getState();
        const offer = basket?.offer ?? null;
        if (notice?.tone === "refused") shell.clearNotice();
        else if (store.getState().panel !== null) store.setState({ panel: null });
        else if (offer !== null) void shell.run("declineOffer", { rule: offer.rule });
        else shell.clearNotice();
      },
    },
  ];
}

/** What the main button depends on. */
type PayFacts = {
  readonly shift: boolean;
  readonly offer: boolean;
  readonly empty: boolean;
  readonly lost: boolean;
  readonly blocked: string | null;
};

export function payFacts({ basket, status, connection }: ShellState): PayFacts {
  return {
    shift: status === null || status.shift !== null,
    offer: (basket?.offer ?? null) !== null,
    empty: (basket?.lines.length ?? 0) === 0,
    lost: connection.state !== "connected",
    blocked: basket?.blocked ?? null,
  };
}

/** The one step forward: payment, or first the shift without which there is none. */
export function payAction({ shell, store, t }: Sale, { shift, offer, empty, lost, blocked }: PayFacts): Action {
  if (!shift) return { id: "pay", label: t("action.openShift"), keys: "F9", run: () => shell.go("shift") };
  return {
    id: "pay",
    label: offer ? t("action.payWithout") : t("action.pay"),
    keys: "F9",
    disabledReason: lost ? t("action.payLost") : empty ? t("action.payLater") : blocked,
    run: () => {
      shell.clearNotice();
      store.setState({ mode: "payment", panel: null, searchText: "" });
    },
  };
}

/** Puts the basket aside and says how to have it back. */
export function suspend({ shell, store }: Till): void {
  void shell.run("suspendBasket", {}).then((basket) => {
    if (basket === undefined) return;
    store.setState({ panel: null });
    shell.clearNotice();
    if (basket.undo !== null) shell.offerUndo(basket.undo, () => void shell.run("undo", {}));
  });
}

/** Actions of the list (Ctrl+K) that have no button. */
function rareActions(sale: Sale): Action[] {
  const { shell, t, locale } = sale;
  const { basket, session } = shell.store.getState();
  const filled = (basket?.lines.length ?? 0) > 0;
  const undoText = basket?.undo ?? null;
  const price = session?.programme.cardPriceMinor ?? 0;
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
    // While none is put aside F6 does the same.
    ...((basket?.suspended ?? 0) > 0
      ? [
          {
            id: "suspend-this",
            label: t("suspended.this"),
            disabledReason: needsBasket(t("action.suspend")),
            run: () => suspend(sale),
          },
        ]
      : []),
    { id: "price", label: t("action.price"), keys: "Ctrl+P", run: () => toggle(sale, "price") },
    {
      id: "new-card",
      label: t("action.newCard", { amount: formatMoney(price, locale) }),
      run: () => toggle(sale, "card"),
    },
    ...((basket?.card ?? null) === null
      ? []
      : [{ id: "clear-card", label: t("action.clearCard"), run: () => void shell.run("clearCard", {}) }]),
    {
      id: "void",
      label: t("action.void"),
      disabledReason: needsBasket(t("action.void")),
      run: () => toggle(sale, "void"),
    },
  ];
}
