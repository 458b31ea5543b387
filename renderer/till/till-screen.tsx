import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShell } from "../shell/index.ts";
import { TwoColumns } from "../ui/index.ts";
import { ActionBar } from "./action-bar.tsx";
import { BasketList } from "./basket-list.tsx";
import { DecisionColumn } from "./decision-column.tsx";
import { PaymentScreen } from "./payment-screen.tsx";
import { ReceiptScreen } from "./receipt-screen.tsx";
import { ScanBar } from "./scan-bar.tsx";
import { TillProvider, useTillState } from "./till-context.tsx";
import { createTill, followBasket } from "./till-state.ts";
import "./till-screen.css";
import { UndoLine } from "./undo-line.tsx";
import { useTillActions } from "./till-actions.ts";

/** The till: sale, payment, and the receipt after it. */
export function TillScreen() {
  const shell = useShell();
  const [till] = useState(() => createTill(shell));
  useEffect(() => followBasket(till), [till]);
  return (
    <TillProvider till={till}>
      <Mode />
    </TillProvider>
  );
}

function Mode() {
  const mode = useTillState((state) => state.mode);
  if (mode === "payment") return <PaymentScreen />;
  if (mode === "receipt") return <ReceiptScreen />;
  return <SaleScreen />;
}

function SaleScreen() {
  const { t } = useTranslation("shell");
  useTillActions();
  const searching = useTillState((state) => state.searchText.trim() !== "");
  return (
    <TwoColumns
      work={
        <>
          <h1 className="visually-hidden">{t("section.sale")}</h1>
          <ScanBar />
          {!searching && <BasketList />}
          <UndoLine />
          <ActionBar />
        </>
      }
      decision={<DecisionColumn />}
    />
  );
}
