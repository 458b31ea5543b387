import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { faultText, useActions, useScanTarget, useShell } from "../shell/index.ts";
import { Button, CircleSlash, Icon, KeyValue, MoneyFigure, useUi } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useTill, useTillState } from "./till-context.tsx";

type Price = CallOutput<"checkPrice">;

/** Price of a scanned or found article; nothing is sold until one says so. */
export function PricePanel() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const code = useTillState((state) => state.priceCode);
  const [price, setPrice] = useState<Price | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useScanTarget((scan) => store.setState({ priceCode: scan.code }));
  useEffect(() => {
    if (code === null) return undefined;
    let stale = false;
    void shell.engine.call("checkPrice", { code }).then((answer) => {
      if (stale) return;
      setPrice("ok" in answer ? answer.ok : null);
      if ("ok" in answer) return setFault(null);
      shell.sounds.refuse(code);
      setFault("refused" in answer ? answer.refused.message : faultText(shell.texts, answer.error));
    });
    return () => {
      stale = true;
    };
  }, [shell, code]);
  return (
    <Panel title={t("price.title")} closeText={t("price.close")} keys="Ctrl+P" testId="price-panel">
      {fault !== null && (
        <p className="text-bad" role="alert">
          {fault}
        </p>
      )}
      {price === null ? <p className="text-2">{t("price.waits")}</p> : <PriceFound price={price} />}
    </Panel>
  );
}

function PriceFound({ price }: { readonly price: Price }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { store } = useTill();
  const shell = useShell();
  const { item, excluded, withCardMinor } = price;
  const add = (): void => {
    if (item.unit === "kg") return store.setState({ panel: "weight", weighing: item, priceCode: null });
    store.setState({ panel: null, priceCode: null });
    void shell.sell("addLine", { sku: item.sku });
  };
  useActions([{ id: "price-add", keys: "Enter", run: add }]);
  return (
    <>
      <p className="card-title">{item.name}</p>
      <div className="totals-due">
        <span>
          {t("price.shelf")}
          <br />
          {t(item.unit === "kg" ? "price.perKg" : "price.perPiece")}
        </span>
        <MoneyFigure size="due" minor={item.priceMinor} testId="price" />
      </div>
      {withCardMinor !== null && (
        <KeyValue tone="good" label={t("price.withCard")}>
          {formatMoney(withCardMinor, locale)}
        </KeyValue>
      )}
      {excluded !== null && (
        <p className="card-status">
          <Icon of={CircleSlash} size={16} />
          {t("line.clause", { text: excluded.text, clause: excluded.clause })}
        </p>
      )}
      <KeyValue tone="faint" label={t("price.code")}>
        {item.barcode === "" ? item.sku : item.barcode}
      </KeyValue>
      <Button keys="Enter" wide testId="price-add" onPress={add}>
        {t("price.add")}
      </Button>
    </>
  );
}
