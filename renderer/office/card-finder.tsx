import { useTranslation } from "react-i18next";
import { useHotkey } from "../shell/index.ts";
import { Button, CreditCard, Field } from "../ui/index.ts";
import { useFocusKey } from "./use-focus-key.ts";
import type { CardSearch } from "./use-card-search.ts";

/** The number of a card: typed, or read by the scanner. */
export function CardFinder({
  search,
  autoFocus = false,
}: {
  readonly search: CardSearch;
  readonly autoFocus?: boolean;
}) {
  const { t } = useTranslation("office");
  const { field, focus } = useFocusKey();
  useHotkey("F2", focus, { label: t("cards.find") });
  const find = (): void => void search.find(search.text);
  return (
    <div className="finder">
      <Field
        label={t("cards.number")}
        hideLabel
        size="large"
        icon={CreditCard}
        placeholder={t("cards.number")}
        value={search.text}
        maxLength={32}
        autoFocus={autoFocus}
        inputRef={field}
        testId="cards-find"
        onChange={search.setText}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          find();
        }}
      />
      <Button size="large" keys="Enter" testId="cards-find-button" onPress={find}>
        {t("cards.findButton")}
      </Button>
    </div>
  );
}
