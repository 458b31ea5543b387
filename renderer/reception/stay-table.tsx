import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { DeskOffer, DeskQuote } from "../../core/contract/index.ts";
import { formatMoney, formatPercent } from "../../core/text/index.ts";
import { classNames, useUi } from "../ui/index.ts";
import { nightText } from "./night-words.ts";

type Part = { readonly quote: DeskQuote };

/** Nights against offers: what each would take off each night; the one that applies stands out. */
export function StayTable({ quote }: Part) {
  const { t } = useTranslation("reception");
  return (
    <table className="desk-nights" data-testid="nights" aria-label={t("stay.table")}>
      <thead>
        <tr>
          <th scope="col">{t("stay.night")}</th>
          <th scope="col" className="number">
            {t("stay.price")}
          </th>
          {quote.offers.map((offer) => (
            <OfferHead key={offer.rules.join()} offer={offer} />
          ))}
          <th scope="col" className="number">
            {t("total.due")}
          </th>
        </tr>
      </thead>
      <tbody>
        {quote.lines.map((line) => (
          <NightRow key={line.id} quote={quote} line={line} />
        ))}
      </tbody>
      <Foot quote={quote} />
    </table>
  );
}

const cellClass = ({ state }: DeskOffer): string => classNames("number", state === "applied" && "desk-best");

function OfferHead({ offer }: { readonly offer: DeskOffer }) {
  const { t } = useTranslation("reception");
  const { clause, title } = offer;
  return (
    <th scope="col" className={cellClass(offer)} data-testid="offer">
      {t("clause", { clause })}
      <b>
        {title.split(" + ").map((part, at) => (
          <Fragment key={part}>
            {at > 0 && " "}
            <span>{at === 0 ? part : `+ ${part}`}</span>
          </Fragment>
        ))}
      </b>
    </th>
  );
}

function NightRow({ quote, line }: Part & { readonly line: DeskQuote["lines"][number] }) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  return (
    <tr data-testid="night">
      <th scope="row">{line.date === null ? line.name : nightText(t, line.date)}</th>
      <td className="number text-2">{formatMoney(line.grossMinor, locale)}</td>
      {quote.offers.map((offer, at) => {
        const cell = line.offers[at] ?? null;
        return (
          <td key={offer.rules.join()} className={cellClass(offer)}>
            {cell === null ? (
              <span className="text-3">—</span>
            ) : (
              <>
                {offer.state === "applied" && cell.rateBp !== null && (
                  <small className="text-3">{formatPercent(cell.rateBp, locale)}</small>
                )}
                {formatMoney(-cell.amountMinor, locale)}
              </>
            )}
          </td>
        );
      })}
      <td className="number desk-net">{formatMoney(line.netMinor, locale)}</td>
    </tr>
  );
}

function Foot({ quote }: Part) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const { totals, offers, lines } = quote;
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("stay.nights", { count: new Set(lines.map(({ date }) => date)).size })}</th>
        <td className="number">{formatMoney(totals.grossMinor, locale)}</td>
        {offers.map((offer) => (
          <td key={offer.rules.join()} className={cellClass(offer)}>
            {formatMoney(-offer.savedMinor, locale)}
          </td>
        ))}
        <td className="number">{formatMoney(totals.payableMinor, locale)}</td>
      </tr>
    </tfoot>
  );
}
