import { useTranslation } from "react-i18next";
import type { DeskForms } from "../../core/contract/index.ts";
import { PaidReceipt } from "../payment/index.ts";
import { useActions, type Action } from "../shell/index.ts";
import { ProblemNote, Waiting } from "../task/index.ts";
import { Empty, ScrollBox, TwoColumns } from "../ui/index.ts";
import { DeskKeys } from "./desk-keys.tsx";
import "./desk.css";
import { OrdersScreen } from "./orders-screen.tsx";
import { QuotePaper } from "./quote-paper.tsx";
import { ServicesDecision } from "./services-decision.tsx";
import { ServicesList } from "./services-list.tsx";
import { ServicesPayment } from "./services-payment.tsx";
import { PriceListResults, ServicesSearch } from "./services-search.tsx";
import { useDesk, useDeskForms, type Desk } from "./use-desk.ts";
import { usePrint } from "./use-print.ts";
import { usePriceList } from "./use-price-list.ts";
import { WhyList } from "./why-list.tsx";

/** Services from the price list, priced by the programme for this buyer, sold and paid. */
export function ServicesScreen() {
  const { forms, problem } = useDeskForms();
  if (problem !== null) return <ProblemNote problem={problem} />;
  return forms === null ? <Waiting /> : <KnownForms forms={forms} />;
}

function KnownForms({ forms }: { readonly forms: DeskForms }) {
  const { t } = useTranslation("reception");
  const desk = useDesk(forms, "services");
  if (desk === null) return <Empty title={t("services.noForm")} />;
  const { mode, receipt } = desk.draft;
  if (mode === "orders") {
    return <OrdersScreen kinds={desk.orders} onBack={() => desk.set({ mode: "quote" })} onChanged={desk.refresh} />;
  }
  if (mode === "receipt" && receipt !== null) return <PaidReceipt receipt={receipt} onNext={desk.next} />;
  if (mode === "payment" && desk.quote !== null) return <ServicesPayment desk={desk} quote={desk.quote} />;
  return <Selling desk={desk} />;
}

function Selling({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const list = usePriceList(desk);
  const actions = useSellingActions(desk, list.focus);
  useActions(actions);
  const { quote, draft } = desk;
  const selected = quote?.lines.find(({ lineId }) => lineId === draft.selected);
  const why = quote?.why.filter(({ line }) => line === null || line === selected?.id) ?? [];
  const title = selected === undefined ? t("why.title") : t("why.about", { name: selected.name });
  return (
    <>
      <TwoColumns
        work={
          <>
            <h1 className="visually-hidden">{t("section.services")}</h1>
            <ServicesSearch list={list} />
            <ScrollBox className="desk-scroll" label={t("services.lines")}>
              {list.open || draft.lines.length === 0 ? (
                <PriceListResults list={list} />
              ) : (
                <>
                  <ServicesList desk={desk} />
                  <WhyList title={title} rows={why} />
                </>
              )}
            </ScrollBox>
            <DeskKeys label={t("section.services")} actions={actions} />
          </>
        }
        decision={<ServicesDecision desk={desk} onFind={list.focus} />}
      />
      {quote !== null && <QuotePaper desk={desk} quote={quote} />}
    </>
  );
}

function useSellingActions(desk: Desk, find: () => void): Action[] {
  const { t } = useTranslation("reception");
  const print = usePrint();
  const { draft, quote } = desk;
  const none = draft.selected === null ? t("services.pickLine") : null;
  return [
    { id: "find", label: t("services.find"), keys: "F2", run: find },
    {
      id: "quantity",
      label: t("services.quantityKey"),
      keys: "F3",
      disabledReason: none,
      run: () => document.querySelector<HTMLElement>(`[data-quantity-of="${draft.selected ?? ""}"]`)?.focus(),
    },
    {
      id: "remove",
      label: t("services.remove"),
      keys: "Delete",
      disabledReason: none,
      run: () => desk.remove(draft.selected ?? ""),
    },
    { id: "orders", label: t("orders.title"), keys: "F6", run: () => desk.set({ mode: "orders" }) },
    { id: "other", label: t("services.other"), keys: "F8", run: () => desk.reset() },
    {
      id: "print",
      label: t("paper.print"),
      keys: "Ctrl+P",
      disabledReason: quote !== null && quote.lines.length > 0 ? null : t("paper.later"),
      run: () => void print(),
    },
  ];
}
