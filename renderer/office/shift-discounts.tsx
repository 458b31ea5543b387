import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { formatCount, formatMoney } from "../../core/text/index.ts";
import { Button, useUi } from "../ui/index.ts";

export type ShiftDiscountsProps = { readonly shift: ShiftView; readonly onPast: () => void };

/** What the programme cost the shop in this shift, by clause, and what became of cards. */
export function ShiftDiscounts({ shift, onPast }: ShiftDiscountsProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const { cards, discounts } = shift;
  const touched = cards.sold + cards.given + cards.activated + cards.blocked > 0;
  return (
    <section className="section">
      <h2 className="section-title">
        {t("shift.discounts")}
        <Button kind="quiet" keys="F6" testId="z-reports" onPress={onPast}>
          {t("shift.history")}
        </Button>
      </h2>
      {discounts.length === 0 && !touched ? (
        <p className="text-2">{t("shift.noDiscounts")}</p>
      ) : (
        <table className="table discounts">
          <thead>
            <tr>
              <th>{t("shift.ground")}</th>
              <th className="number">{t("shift.clause")}</th>
              <th className="number">{t("shift.receiptsColumn")}</th>
              <th className="number">{t("shift.amount")}</th>
            </tr>
          </thead>
          <tbody>
            {discounts.map((row) => (
              <tr key={`${row.title}/${row.clause}`}>
                <td>{row.title}</td>
                <td className="number text-3">{row.clause}</td>
                <td className="number">{formatCount(row.receipts, locale)}</td>
                <td className="number">{formatMoney(-Math.abs(row.amountMinor), locale)}</td>
              </tr>
            ))}
            {touched && <CardsRow cards={cards} />}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What became of cards in the shift: those handed out, and what was paid for them. */
function CardsRow({ cards }: { readonly cards: ShiftView["cards"] }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <tr>
      <td colSpan={2}>
        {t("shift.cards", { sold: cards.sold, given: cards.given })}
        <span className="text-small text-3 second-line">
          {t("shift.cardsMore", { activated: cards.activated, blocked: cards.blocked })}
        </span>
      </td>
      <td className="number">{formatCount(cards.sold + cards.given, locale)}</td>
      <td className="number">{formatMoney(cards.soldMinor, locale)}</td>
    </tr>
  );
}
