import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PriceCheck } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useHotkey, useScanTarget, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { CircleSlash, Icon, KeyValue, MoneyFigure, ScanBarcode, useUi } from "../ui/index.ts";
import { FinderField } from "./finder-field.tsx";
import { PanelHead } from "./panel-head.tsx";
import { useFocusKey } from "./use-focus-key.ts";

/** What an article costs, with a card and without, by scan or code; nothing is sold. */
export function PriceCheckPanel() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [text, setText] = useState("");
  const [found, setFound] = useState<PriceCheck | null>(null);
  const { field, focus } = useFocusKey();
  useHotkey("F2", focus, { label: t("catalogue.check") });
  const check = async (code: string): Promise<void> => {
    if (code.trim() === "") return;
    setText(code);
    const answer = await task.run(() => shell.engine.call("checkPrice", { code: code.trim() }));
    shell.sounds.play(answer === undefined ? "refused" : "accepted");
    setFound(answer ?? null);
  };
  useScanTarget(({ code }) => check(code));
  return (
    <div className="office-panel">
      <PanelHead title={t("catalogue.check")} text={t("catalogue.checkText")} />
      <FinderField
        label={t("catalogue.code")}
        goLabel={t("cards.findButton")}
        icon={ScanBarcode}
        value={text}
        maxLength={64}
        inputRef={field}
        testId="price-code"
        onChange={setText}
        onFind={() => void check(text)}
      />
      <ProblemNote problem={task.problem} />
      {found !== null && <FoundPrice found={found} />}
    </div>
  );
}

function FoundPrice({ found }: { readonly found: PriceCheck }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  const { item, excluded, withCardMinor } = found;
  return (
    <div className="price" data-testid="price-found">
      <h2 className="section-title">{item.name}</h2>
      <p className="text-small text-3">
        {item.sku} · {item.barcode}
      </p>
      <div className="refund-total">
        <span className="text-2">
          {t("common.withCurrency", { label: t("catalogue.shelf"), currency })}
          <br />
          {t(item.unit === "kg" ? "catalogue.perKg" : "catalogue.perPiece")}
        </span>
        <MoneyFigure minor={item.priceMinor} size="due" />
      </div>
      {excluded !== null && (
        <p className="why-not text-small text-2">
          <Icon of={CircleSlash} size={16} />
          {excluded.text}, {t("common.clause", { clause: excluded.clause })}
        </p>
      )}
      {excluded === null && (
        <KeyValue label={t("catalogue.withCard")} tone="good">
          {withCardMinor === null ? t("catalogue.sameWithCard") : formatMoney(withCardMinor, locale)}
        </KeyValue>
      )}
    </div>
  );
}
