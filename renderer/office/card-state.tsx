import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { CircleCheck, CircleSlash, CircleX, CreditCard, Icon, ShoppingBasket, type IconShape } from "../ui/index.ts";

const icons: Readonly<Record<CardView["status"], IconShape>> = {
  stocked: CreditCard,
  "with-distributor": CreditCard,
  issued: CircleSlash,
  active: CircleCheck,
  blocked: CircleX,
  withdrawn: CircleX,
};

/** What a card is worth now: its status in words and whether the open receipt holds it. */
export function CardState({ card }: { readonly card: CardView }) {
  const { t } = useTranslation("office");
  const tone = card.status === "active" ? "text-good" : card.status === "blocked" ? "text-bad" : "text-3";
  return (
    <div className="card-state" data-testid="card-state">
      <p>
        <span className={tone}>
          <Icon of={icons[card.status]} size={16} />
        </span>
        {card.statusText}
      </p>
      {card.inOpenBasket && (
        <p>
          <span className="text-good">
            <Icon of={ShoppingBasket} size={16} />
          </span>
          {t("cards.inBasket")}
        </p>
      )}
    </div>
  );
}
