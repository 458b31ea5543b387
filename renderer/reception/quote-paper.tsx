import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { PaperRow, PaperRule, PrintSheet, useShellState } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";
import { answerOf, openFields } from "./desk-draft.ts";
import { nightText } from "./night-words.ts";
import { useAmountLabel } from "./use-amount-label.ts";
import type { Desk } from "./use-desk.ts";

export type QuotePaperProps = { readonly desk: Desk; readonly quote: DeskQuote; readonly booking?: number };

/** The quote for the guest's hands: printed, never on the screen. */
export function QuotePaper({ desk, quote, booking }: QuotePaperProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const amount = useAmountLabel();
  const session = useShellState((state) => state.session);
  const [first] = openFields(desk.form, desk.draft);
  const guest = first === undefined ? "" : String(answerOf(first, desk.draft.facts) ?? "");
  const title = booking === undefined ? t("paper.title") : t("stay.booked", { number: booking });
  return (
    <PrintSheet>
      <article className="paper" data-testid="quote-paper">
        <header className="paper-head">
          <p>{session?.settings.siteName}</p>
          <h2>{title}</h2>
          <p>{guest}</p>
          <p>{[...new Set(quote.lines.map(({ name }) => name))].join(", ")}</p>
        </header>
        <PaperRule />
        {quote.lines.map((line) => (
          <PaperRow key={line.id} label={line.date === null ? line.name : nightText(t, line.date)}>
            {formatMoney(line.netMinor, locale)}
          </PaperRow>
        ))}
        <PaperRule />
        <PaperRow label={t("paper.gross")}>{formatMoney(quote.totals.grossMinor, locale)}</PaperRow>
        <PaperRow label={t("total.saving")}>{formatMoney(quote.totals.discountMinor, locale)}</PaperRow>
        <PaperRow label={amount(t("total.due"))} strong>
          {formatMoney(quote.totals.payableMinor, locale)}
        </PaperRow>
        {quote.offers
          .filter(({ state }) => state === "applied")
          .map((offer) => (
            <p key={offer.title} className="paper-small">
              {`${offer.title}, ${t("clause", { clause: offer.clause })}`}
            </p>
          ))}
        {quote.bonuses.map(({ text, clause }) => (
          <p key={text} className="paper-small">
            {`${text}, ${t("clause", { clause })}`}
          </p>
        ))}
        <p className="paper-small">{session?.programme.document}</p>
      </article>
    </PrintSheet>
  );
}
