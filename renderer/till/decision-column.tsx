import { useEffect, useRef, type ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import { useShellState, perform } from "../shell/index.ts";
import { Button } from "../ui/index.ts";
import { CardBlock } from "./card-block.tsx";
import { CardPanel } from "./card-panel.tsx";
import "./decision-column.css";
import { OfferBand } from "./offer-band.tsx";
import { PricePanel } from "./price-panel.tsx";
import { QuantityPanel } from "./quantity-panel.tsx";
import { CardRefusal, NoticeRefusal, useTopRefusal } from "./refusal-band.tsx";
import { SuspendedPanel } from "./suspended-panel.tsx";
import { useTillState } from "./till-context.tsx";
import type { TillPanel } from "./till-state.ts";
import { Totals } from "./totals.tsx";
import { payAction, payFacts, useSale } from "./till-actions.ts";
import { VoidPanel } from "./void-panel.tsx";
import { WeightPanel } from "./weight-panel.tsx";
import { WhyPanel } from "./why-panel.tsx";

const panels: Readonly<Record<TillPanel, () => ReactNode>> = {
  why: WhyPanel,
  quantity: QuantityPanel,
  weight: WeightPanel,
  suspended: SuspendedPanel,
  card: CardPanel,
  void: VoidPanel,
  price: PricePanel,
};

/** Card, hint, offer or refusal above; total and the main action anchored below, whatever stands above them. */
export function DecisionColumn() {
  const panel = useTillState((state) => state.panel);
  const refusal = useTopRefusal();
  const offer = useShellState((state) => state.basket?.offer ?? null);
  const Panel = panel === null ? null : panels[panel];
  const top = useRef<HTMLDivElement>(null);
  const message = refusal !== null || panel !== null;
  useEffect(() => {
    // Under the basket, where zoom has put it, it would be out of sight.
    if (message) top.current?.scrollIntoView({ block: "nearest" });
  }, [message, panel]);
  return (
    <>
      <div className="decision-top" ref={top}>
        {refusal !== null ? (
          refusal.from === "card" ? (
            <CardRefusal refusal={refusal.refusal} />
          ) : (
            <NoticeRefusal notice={refusal.notice} />
          )
        ) : Panel !== null ? (
          <Panel />
        ) : offer !== null ? (
          <OfferBand offer={offer} />
        ) : (
          <CardBlock />
        )}
      </div>
      <div className="columns-foot decision-foot">
        <Totals rows={refusal !== null ? "short" : Panel !== null || offer !== null ? "none" : "full"} />
        <PayButton />
      </div>
    </>
  );
}

function PayButton() {
  const sale = useSale();
  const facts = useShellState(useShallow(payFacts));
  const pay = payAction(sale, facts);
  return (
    <div className="decision-action">
      <Button
        kind={facts.offer ? "alternate" : "main"}
        size="main"
        wide
        keys="F9"
        testId="pay"
        disabledReason={pay.disabledReason}
        onPress={() => perform(sale.shell, pay)}
      >
        {pay.label}
      </Button>
    </div>
  );
}
