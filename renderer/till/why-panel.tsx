import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Explanation } from "../../core/contract/index.ts";
import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import {
  CircleCheck,
  CircleMinus,
  CircleSlash,
  classNames,
  Icon,
  Segmented,
  Tag,
  useUi,
  type IconShape,
} from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useSelectedLine } from "./till-context.tsx";
import "./why-panel.css";

/** Why the selected line, or the receipt, costs what it costs. */
export function WhyPanel() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const line = useSelectedLine();
  const [scope, setScope] = useState<"line" | "receipt">("line");
  const payable = useShellState((state) => state.basket?.totals.payableMinor ?? 0);
  const explanation = useExplanation(scope === "line" ? (line?.id ?? null) : null);
  const amount = scope === "line" ? (line?.netMinor ?? payable) : payable;
  const lead =
    scope === "line" && line ? `${line.name}, ${formatQuantity(line.qtyMilli, line.unit, locale)}` : undefined;
  return (
    <Panel
      title={t("why.title", { amount: formatMoney(amount, locale) })}
      closeText={t("why.close")}
      keys="F4"
      lead={lead}
      testId="why"
    >
      <ul className="why">
        {explanation?.rows.map((row) => (
          <WhyRow key={`${row.kind} ${row.title} ${row.detail}`} row={row} />
        ))}
      </ul>
      {explanation !== null && <p className="text-label why-document">{explanation.document}</p>}
      <Segmented
        label={t("why.titleReceipt")}
        value={scope}
        onChange={setScope}
        segments={[
          { value: "line", label: t("why.line") },
          { value: "receipt", label: t("why.receipt") },
        ]}
      />
    </Panel>
  );
}

function useExplanation(lineId: string | null): Explanation | null {
  const shell = useShell();
  const basket = useShellState((state) => state.basket);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  useEffect(() => {
    let stale = false;
    void shell.engine.call("explain", { lineId }).then((answer) => {
      if (!stale && "ok" in answer) setExplanation(answer.ok);
    });
    return () => {
      stale = true;
    };
  }, [shell, lineId, basket]);
  return explanation;
}

type Row = Explanation["rows"][number];

const icons: Readonly<Record<Row["kind"], IconShape | null>> = {
  shelf: Tag,
  applied: CircleCheck,
  refused: CircleSlash,
  displaced: CircleMinus,
  excluded: CircleSlash,
  result: null,
};

function WhyRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const icon = icons[row.kind];
  const clause = row.clause === null || row.clause === "" ? "" : t("why.clause", { clause: row.clause });
  // A sentence follows its clause after a dot, a condition after a colon.
  const joint = /^\p{Lu}/u.test(row.detail) ? ". " : ": ";
  const detail = [clause, row.detail].filter((part) => part !== "").join(joint);
  return (
    <li className={classNames("why-row", `why-${row.kind}`)}>
      <span className="why-icon">{icon !== null && <Icon of={icon} />}</span>
      <span>
        {row.title}
        {detail !== "" && <small>{detail}</small>}
      </span>
      {row.amountMinor !== null && <b className="number">{formatMoney(row.amountMinor, locale)}</b>}
    </li>
  );
}
