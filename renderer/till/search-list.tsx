import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";
import type { ItemSearch } from "./use-item-search.ts";

/** Found articles in the place of the basket, with their price. */
export function SearchList({ search }: { readonly search: ItemSearch }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[search.index]?.scrollIntoView({ block: "nearest" });
  }, [search.index]);
  if (search.items.length === 0) {
    return <p className="search-list search-empty">{search.searching ? t("scan.searching") : t("scan.empty")}</p>;
  }
  return (
    <div
      ref={list}
      id="search-results"
      data-testid="search-results"
      className="search-list"
      role="listbox"
      aria-label={t("scan.results")}
    >
      {search.items.map((item, index) => (
        <div
          key={item.sku}
          id={`search-${index}`}
          role="option"
          data-testid="search-result"
          aria-selected={index === search.index}
          className="search-row"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => search.choose(item)}
        >
          <span title={item.name}>{item.name}</span>
          <span className="text-3 text-small">{item.barcode === "" ? item.sku : item.barcode}</span>
          <span className="number">
            {item.unit === "kg"
              ? t("scan.perKg", { price: formatMoney(item.priceMinor, locale) })
              : formatMoney(item.priceMinor, locale)}
          </span>
        </div>
      ))}
    </div>
  );
}
