import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { PaymentPanel, PaymentReceipt, usePayment, useReceiptCall } from "../payment/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { useTill } from "./till-context.tsx";

/** How the customer pays. A scan still goes onto the receipt; what it changes shows here at once. */
export function PaymentScreen() {
  const { store } = useTill();
  const totals = useShellState((state) => state.basket?.totals);
  const blocked = useShellState((state) => state.basket?.blocked ?? null);
  const currency = useShellState((state) => state.basket?.currency ?? "");
  const empty = useShellState((state) => (state.basket?.lines.length ?? 0) === 0);
  const payableMinor = totals?.payableMinor ?? 0;
  const form = usePayment({ payableMinor, blocked, settle: useSettling(payableMinor) });
  const { saving } = form;
  useEffect(() => {
    if (empty && !saving) store.setState((state) => (state.mode === "payment" ? { mode: "basket" } : {}));
  }, [store, empty, saving]);
  return (
    <div className="payment" data-testid="payment">
      <BasketReceipt />
      <PaymentPanel
        form={form}
        savedMinor={totals?.discountMinor ?? 0}
        currency={currency}
        onBack={() => store.setState({ mode: "basket" })}
      />
    </div>
  );
}

/** The open basket beside the payment, and what happens to its card. */
function BasketReceipt() {
  const { t } = useTranslation("till");
  const lines = useShellState((state) => state.basket?.lines);
  const totals = useShellState((state) => state.basket?.totals);
  const card = useShellState((state) => state.basket?.card ?? null);
  const served = card !== null && card.state !== "refused";
  const label = totals?.discountLabel ?? t("totals.discount");
  return (
    <PaymentReceipt
      lines={lines ?? []}
      totals={totals}
      discountLabel={served ? `${label}, ${card.masked}` : label}
      note={card?.state === "activates" ? card.status : ""}
    />
  );
}

const doublePressMs = 800;

/** One request name for one basket, so that neither a second Enter nor a lost answer can sell it twice. */
function useSettling(payableMinor: number): Parameters<typeof usePayment>[0]["settle"] {
  const { store } = useTill();
  const shell = useShell();
  const receiptOf = useReceiptCall();
  const request = useRef({ basket: "", id: "" });
  return async (tenders, byMainKey) => {
    const { basket } = shell.store.getState();
    if (basket === null) return;
    if (request.current.basket !== basket.id) request.current = { basket: basket.id, id: crypto.randomUUID() };
    const { revision } = basket;
    const input = { requestId: request.current.id, revision, payableMinor, tenders: [...tenders] };
    const receipt = await receiptOf(() => shell.engine.call("completeSale", input));
    if (receipt !== undefined) store.setState({ mode: "receipt", receipt });
    if (byMainKey) store.setState({ restUntil: performance.now() + doublePressMs });
  };
}
