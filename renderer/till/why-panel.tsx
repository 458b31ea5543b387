import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Explanation } from "../../core/contract/index.ts";
import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import { useActions, useHotkey, useShell, useShellState } from "../shell/index.ts";
import { Button, ChevronDown, ScrollText, Segmented, useUi } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useSelectedLine } from "./till-context.tsx";
import "./why-panel.css";
import { WhyQuestions, WhyReadings, WhyRows } from "./why-rows.tsx";

/** Beside the key of the panel itself. */
const moreKeys = "Shift+F4";

/** Lets the keys turn the pages of a long answer: the arrows belong to the receipt beside it. */
function usePages(): RefObject<HTMLDivElement | null> {
  const { t } = useTranslation("till");
  const inside = useRef<HTMLDivElement>(null);
  const turn = (by: number): void => {
    const box = inside.current?.closest(".decision-top");
    box?.scrollBy({ top: by * box.clientHeight * 0.8 });
  };
  useActions(
    [
      { id: "why-down", label: t("why.down"), keys: "Shift+PageDown", run: () => turn(1), repeats: true },
      { id: "why-up", label: t("why.up"), keys: "Shift+PageUp", run: () => turn(-1), repeats: true },
    ],
    2,
  );
  return inside;
}

/** Why the selected line, or the receipt, costs what it costs. */
export function WhyPanel() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const line = useSelectedLine();
  const [scope, setScope] = useState<"line" | "receipt">("line");
  const payable = useShellState((state) => state.basket?.totals.payableMinor ?? 0);
  const mayCompare = useShellState((state) => state.session?.operator?.can.includes("settings.change") ?? false);
  const [compares, setCompares] = useState(false);
  const pages = usePages();
  const explanation = useExplanation({
    lineId: scope === "line" ? (line?.id ?? null) : null,
    readings: compares && mayCompare && scope === "receipt",
  });
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
      <Segmented
        label={t("why.titleReceipt")}
        value={scope}
        onChange={setScope}
        segments={[
          { value: "line", label: t("why.line"), testId: "why-line" },
          { value: "receipt", label: t("why.receipt"), testId: "why-receipt" },
        ]}
      />
      <div ref={pages} className="why-told">
        {explanation !== null && <Told explanation={explanation} />}
      </div>
      {explanation !== null && <p className="text-label why-document">{explanation.document}</p>}
      {scope === "receipt" && mayCompare && !compares && (
        <Button icon={ScrollText} testId="why-compare" onPress={() => setCompares(true)}>
          {t("why.readings")}
        </Button>
      )}
      {typeof explanation?.readings === "object" && explanation.readings !== null && (
        <WhyReadings readings={explanation.readings} />
      )}
    </Panel>
  );
}

/** What matters, then on demand every other rule of the programme and what became of it. */
function Told({ explanation: { rows, questions } }: { readonly explanation: Explanation }) {
  const { t } = useTranslation("till");
  const [isOpen, setOpen] = useState(false);
  const more = rows.filter(({ folded }) => folded);
  const rivals = questions.filter(({ kind }) => kind === "why-not");
  const toggle = (): void => setOpen(!isOpen);
  const place = useRef<HTMLDivElement>(null);
  useHotkey(moreKeys, toggle);
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  return (
    <>
      <WhyRows rows={rows.filter(({ folded }) => !folded)} />
      <WhyQuestions questions={questions.filter(({ kind }) => kind === "saves-more")} />
      {more.length + rivals.length > 0 && (
        <Button kind="quiet" icon={ChevronDown} keys={moreKeys} testId="why-more" selected={isOpen} onPress={toggle}>
          {t(isOpen ? "why.less" : "why.more", { count: more.length + rivals.length })}
        </Button>
      )}
      {isOpen && (
        <div ref={place} data-testid="why-folded">
          <WhyQuestions questions={rivals} />
          <WhyRows rows={more} />
        </div>
      )}
    </>
  );
}

type Asked = { readonly lineId: string | null; readonly readings: boolean };

function useExplanation({ lineId, readings }: Asked): Explanation | null {
  const shell = useShell();
  const basket = useShellState((state) => state.basket);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  useEffect(() => {
    let stale = false;
    void shell.engine.call("explain", { lineId, ...(readings ? { readings } : {}) }).then((answer) => {
      if (!stale && "ok" in answer) setExplanation(answer.ok);
    });
    return () => {
      stale = true;
    };
  }, [shell, lineId, readings, basket]);
  return explanation;
}
