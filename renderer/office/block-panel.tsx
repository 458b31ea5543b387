import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { useScanTarget } from "../shell/index.ts";
import { ProblemNote } from "../task/index.ts";
import { BlockForm } from "./block-form.tsx";
import { CardFinder } from "./card-finder.tsx";
import { CardState } from "./card-state.tsx";
import { PanelHead } from "./panel-head.tsx";
import { useCardSearch } from "./use-card-search.ts";

/** Blocking a card while looking at something else: find it, say why, block it. */
export function BlockPanel() {
  const { t } = useTranslation("office");
  const search = useCardSearch();
  const [seq, setSeq] = useState(0);
  useScanTarget(({ code }) => search.find(code));
  return (
    <div className="office-panel">
      <PanelHead title={t("cards.block.title")} text={t("cards.scan")} />
      <CardFinder search={search} />
      <ProblemNote problem={search.problem} steps={false} />
      {search.card !== null && <CardState card={search.card} />}
      <BlockForm
        key={`${search.card?.number}/${seq}`}
        card={search.card}
        onBlocked={(card: CardView) => {
          search.show(card);
          setSeq(seq + 1);
        }}
      />
    </div>
  );
}
