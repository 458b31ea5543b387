import { useTranslation } from "react-i18next";
import { useHotkey } from "../shell/index.ts";
import { CreditCard } from "../ui/index.ts";
import { FinderField } from "./finder-field.tsx";
import type { CardSearch } from "./use-card-search.ts";
import { useFocusKey } from "./use-focus-key.ts";

export type CardFinderProps = { readonly search: CardSearch; readonly autoFocus?: boolean };

/** The number of a card: typed, or read by the scanner. */
export function CardFinder({ search, autoFocus = false }: CardFinderProps) {
  const { t } = useTranslation("office");
  const { field, focus } = useFocusKey();
  useHotkey("F2", focus, { label: t("cards.find") });
  return (
    <FinderField
      label={t("cards.number")}
      goLabel={t("cards.findButton")}
      icon={CreditCard}
      value={search.text}
      maxLength={32}
      autoFocus={autoFocus}
      inputRef={field}
      testId="cards-find"
      onChange={search.setText}
      onFind={() => void search.find(search.text)}
    />
  );
}
