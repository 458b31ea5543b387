import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { formatDateTime, formatMoney } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";

/** What happened to the card at this till, newest first. */
export function CardHistory({ card }: { readonly card: CardView }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <section className="section">
      <h2 className="section-title">{t("cards.history")}</h2>
      {card.history.length === 0 ? (
        <p className="text-2">{t("cards.noHistory")}</p>
      ) : (
        <table className="table" data-testid="card-history">
          <thead>
            <tr>
              <th>{t("cards.when")}</th>
              <th>{t("cards.what")}</th>
              <th>{t("cards.who")}</th>
              <th className="number">{t("cards.receipt")}</th>
              <th className="number">{t("cards.sum")}</th>
            </tr>
          </thead>
          <tbody>
            {card.history.map((entry) => (
              <tr key={`${entry.at}/${entry.text}/${entry.receipt}`}>
                <td className="nowrap">{formatDateTime(entry.localAt)}</td>
                <td>{entry.text}</td>
                <td className="text-2">{entry.operator}</td>
                <td className="number">{entry.receipt}</td>
                <td className="number">{entry.amountMinor === null ? "" : formatMoney(entry.amountMinor, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
