import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { formatQuantityFigure } from "../../core/text/index.ts";
import { faultText, useActions, useShell } from "../shell/index.ts";
import { Button, CircleSlash, Icon, NumPad, quantityMilli, Stepper, useUi, type AmountKey } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import "./quantity-panel.css";
import { useSelectedLine, useTill } from "./till-context.tsx";

/** Quantity of the selected line: stepped, typed or touched in. */
export function QuantityPanel() {
  const { t } = useTranslation("till");
  const line = useSelectedLine();
  if (line === undefined) return null;
  const fixed = line.weighed ? t("quantity.weighed") : line.state === "card" ? t("quantity.card") : null;
  return (
    <Panel
      title={t("quantity.title")}
      closeText={t("quantity.close")}
      keys="F3"
      lead={line.name}
      testId="quantity-panel"
    >
      {fixed === null ? (
        <QuantityForm key={line.id} line={line} />
      ) : (
        <p className="quantity-fixed">
          <Icon of={CircleSlash} />
          {fixed}
        </p>
      )}
    </Panel>
  );
}

const piece = 1000;
const hundredGrams = 100;

function QuantityForm({ line }: { readonly line: LineView }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { store } = useTill();
  const shell = useShell();
  const kg = line.unit === "kg";
  const [text, setText] = useState(() => formatQuantityFigure(line.qtyMilli, line.unit, locale));
  const [fault, setFault] = useState<string | null>(null);
  const step = kg ? hundredGrams : piece;
  const milli = quantityMilli(text);
  const put = (next: number): void => setText(formatQuantityFigure(next, line.unit, locale));
  const apply = async (): Promise<void> => {
    if (milli === null || milli === 0) return setFault(kg ? t("quantity.invalidKg") : t("quantity.invalid"));
    const answer = await shell.engine.call("changeQuantity", { lineId: line.id, qtyMilli: milli });
    if ("ok" in answer) store.setState({ panel: null });
    else setFault("refused" in answer ? answer.refused.message : faultText(shell.texts, answer.error));
  };
  useActions([{ id: "quantity-done", keys: "Enter", inFields: true, run: () => void apply() }]);
  return (
    <>
      <Stepper
        label={t("quantity.title")}
        testId="quantity"
        autoFocus
        inputMode={kg ? "decimal" : "numeric"}
        text={text}
        onText={setText}
        less={{
          label: t("quantity.less"),
          run: () => put((milli ?? 0) - step),
          disabledReason: milli !== null && milli > step ? null : t("quantity.least"),
        }}
        more={{ label: t("quantity.more"), run: () => put((milli ?? 0) + step) }}
      />
      <p className="field-error" role="alert">
        {fault}
      </p>
      <NumPad label={t("quantity.pad")} decimal={kg} onKey={(key) => setText(typeQuantity(text, key))} />
      <Button keys="Enter" wide testId="quantity-done" onPress={() => void apply()}>
        {t("quantity.done")}
      </Button>
    </>
  );
}

/** Text of a quantity after one key of the pad. */
function typeQuantity(text: string, key: AmountKey): string {
  if (key === "back") return text.slice(0, -1);
  if (key === "clear") return "";
  return text + key;
}
