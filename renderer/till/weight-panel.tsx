import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useShell } from "../shell/index.ts";
import { Button, Field, NumPad, quantityMilli } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useTill, useTillState } from "./till-context.tsx";

/** Weight of an article that was found by name: its label is missing or unreadable. */
export function WeightPanel() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const item = useTillState((state) => state.weighing);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const apply = (): void => {
    const qtyMilli = quantityMilli(text);
    if (item === null) return;
    if (qtyMilli === null || qtyMilli === 0) return setFault(t("quantity.invalidKg"));
    store.setState({ panel: null, weighing: null });
    void shell.sell("addLine", { sku: item.sku, qtyMilli });
  };
  useActions([{ id: "weight-done", keys: "Enter", inFields: true, run: apply }]);
  return (
    <Panel
      title={t("weight.label")}
      closeText={t("quantity.close")}
      keys="Escape"
      lead={item?.name}
      testId="weight-panel"
    >
      <Field
        label={t("weight.label")}
        hideLabel
        size="amount"
        figures
        inputMode="decimal"
        autoFocus
        testId="weight"
        value={text}
        onChange={setText}
        error={fault}
      />
      <NumPad label={t("quantity.pad")} onKey={(key) => setText(key === "back" ? text.slice(0, -1) : text + key)} />
      <Button keys="Enter" wide testId="weight-done" onPress={apply}>
        {t("weight.add")}
      </Button>
    </Panel>
  );
}
