import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { Empty, Field, Search, useUi } from "../ui/index.ts";
import type { PriceList } from "./use-price-list.ts";

/** Where a service is found: typing searches, the list below is the price list. */
export function ServicesSearch({ list }: { readonly list: PriceList }) {
  const { t } = useTranslation("reception");
  return (
    <div className="desk-search">
      <Field
        label={t("services.find")}
        hideLabel
        icon={Search}
        size="large"
        value={list.text}
        placeholder={t("services.findHint")}
        maxLength={80}
        autoFocus
        takesTyping
        inputRef={list.field}
        testId="service-search"
        onChange={list.write}
        onKeyDown={list.onKeyDown}
      />
    </div>
  );
}

/** The price list, or what was found in it, each with its price. */
export function PriceListResults({ list }: { readonly list: PriceList }) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const { items, index } = list;
  useEffect(() => {
    box.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);
  if (items === null) return null;
  if (items.length === 0) return <Empty title={list.text === "" ? t("services.noPrices") : t("services.nothing")} />;
  return (
    <div ref={box} className="desk-prices" role="listbox" aria-label={t("services.prices")} data-testid="price-list">
      {items.map((item, at) => (
        <div
          key={item.sku}
          role="option"
          aria-selected={at === index}
          className="desk-price"
          data-testid={`item-${item.sku}`}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => list.choose(item)}
        >
          <span>{item.name}</span>
          <span className="number">{formatMoney(item.priceMinor, locale)}</span>
        </div>
      ))}
    </div>
  );
}
