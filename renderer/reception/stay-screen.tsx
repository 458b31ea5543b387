import { useTranslation } from "react-i18next";
import type { DeskForms } from "../../core/contract/index.ts";
import { useActions, type Action } from "../shell/index.ts";
import { ProblemNote, Waiting } from "../task/index.ts";
import { Empty, ScrollBox, TwoColumns } from "../ui/index.ts";
import { DeskKeys } from "./desk-keys.tsx";
import "./desk.css";
import { OrdersScreen } from "./orders-screen.tsx";
import { QuotePaper } from "./quote-paper.tsx";
import { StayBooked } from "./stay-booked.tsx";
import { StayDecision } from "./stay-decision.tsx";
import { StayHead } from "./stay-head.tsx";
import { StayTable } from "./stay-table.tsx";
import { useDesk, useDeskForms, type Desk } from "./use-desk.ts";
import { usePrint } from "./use-print.ts";
import { WhyList } from "./why-list.tsx";

/** A stay quoted night by night with every competing offer, and booked. */
export function StayScreen() {
  const { forms, problem } = useDeskForms();
  if (problem !== null) return <ProblemNote problem={problem} />;
  return forms === null ? <Waiting /> : <KnownForms forms={forms} />;
}

function KnownForms({ forms }: { readonly forms: DeskForms }) {
  const { t } = useTranslation("reception");
  const desk = useDesk(forms, "stay");
  if (desk === null) return <Empty title={t("stay.noForm")} />;
  if (desk.draft.mode === "orders") {
    return <OrdersScreen kinds={desk.orders} onBack={() => desk.set({ mode: "quote" })} onChanged={desk.refresh} />;
  }
  const { booking } = desk.draft;
  return booking === null ? <Quote desk={desk} /> : <StayBooked booking={booking} desk={desk} />;
}

function Quote({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const actions = useStayActions(desk);
  const { quote } = desk;
  useActions([...actions, { id: "close-form", keys: "Escape", run: () => desk.set({ editing: false }) }]);
  return (
    <>
      <TwoColumns
        work={
          <>
            <StayHead desk={desk} />
            <ScrollBox className="desk-scroll" label={t("stay.table")}>
              {quote === null || quote.lines.length === 0 ? (
                <Empty
                  title={quote?.blocked ?? t("stay.empty")}
                  hints={desk.draft.editing ? [] : [{ text: t("stay.change"), keys: "F2" }]}
                />
              ) : (
                <>
                  <StayTable quote={quote} />
                  <WhyList title={t("why.title")} rows={quote.why} />
                </>
              )}
            </ScrollBox>
            <DeskKeys label={t("section.stays")} actions={actions} />
          </>
        }
        decision={<StayDecision desk={desk} />}
      />
      {quote !== null && <QuotePaper desk={desk} quote={quote} />}
    </>
  );
}

function useStayActions(desk: Desk): Action[] {
  const { t } = useTranslation("reception");
  const print = usePrint();
  const printable = desk.quote !== null && desk.quote.lines.length > 0;
  return [
    {
      id: "change",
      label: desk.draft.editing ? t("stay.done") : t("stay.change"),
      keys: "F2",
      run: () => desk.set({ editing: !desk.draft.editing }),
    },
    { id: "other", label: t("stay.other"), keys: "F3", run: () => desk.reset() },
    { id: "orders", label: t("orders.title"), keys: "F6", run: () => desk.set({ mode: "orders" }) },
    {
      id: "print",
      label: t("paper.print"),
      keys: "Ctrl+P",
      disabledReason: printable ? null : t("paper.later"),
      run: () => void print(),
    },
  ];
}
