import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { formatDateTime, formatMoney, formatQuantity } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";
import { Paper, PaperRow, PaperRule } from "./paper.tsx";
import { useShellState } from "./shell-context.tsx";

export { Paper, PaperRow, PaperRule } from "./paper.tsx";

type Part = { readonly receipt: ReceiptView };

/** A receipt as it stands on paper: the same on the screen, on an 80 mm roll, on A4 and in a PDF. */
export function ReceiptPaper({ receipt }: Part) {
  const { t } = useTranslation("office");
  const title = t(receipt.kind === "sale" ? "receipt.sale" : "receipt.return", { number: receipt.number });
  return (
    <Paper label={title} testId="receipt-paper">
      <Head receipt={receipt} title={title} />
      <PaperRule />
      <ol className="paper-lines">
        {receipt.lines.map((line) => (
          <PaperLine key={line.id} line={line} />
        ))}
      </ol>
      <PaperRule />
      <Totals receipt={receipt} />
      <Foot receipt={receipt} />
    </Paper>
  );
}

function Head({ receipt, title }: Part & { readonly title: string }) {
  const { t } = useTranslation("office");
  return (
    <header className="paper-head">
      <p>{receipt.site}</p>
      <p>{receipt.terminal}</p>
      <h2>{title}</h2>
      {receipt.ofReceipt !== null && <p>{t("receipt.of", { number: receipt.ofReceipt })}</p>}
      {receipt.copy > 0 && (
        <p>
          <b className="paper-copy">{t("receipt.copy", { count: receipt.copy })}</b>
        </p>
      )}
      <PaperRow label={formatDateTime(receipt.localAt)}>{receipt.operator}</PaperRow>
    </header>
  );
}

function PaperLine({ line }: { readonly line: ReceiptView["lines"][number] }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const qty = formatQuantity(line.qtyMilli, line.unit, locale);
  return (
    <li>
      <p className="paper-name">{line.name}</p>
      <PaperRow label={t("receipt.by", { qty, price: formatMoney(line.unitPriceMinor, locale) })}>
        {formatMoney(line.grossMinor, locale)}
      </PaperRow>
      {line.discountMinor === 0 ? (
        line.reason !== "" && <p className="paper-small">{line.reason}</p>
      ) : (
        <PaperRow label={line.reason === "" ? t("receipt.discount") : line.reason}>
          {formatMoney(-line.discountMinor, locale)}
        </PaperRow>
      )}
    </li>
  );
}

function Totals({ receipt }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? receipt.currency;
  const total = t(receipt.kind === "sale" ? "receipt.total" : "receipt.refund");
  const { tenders, changeMinor } = receipt;
  const byCard = tenders.find(({ kind }) => kind === "card")?.amountMinor ?? 0;
  return (
    <section>
      {receipt.discountMinor !== 0 && (
        <>
          <PaperRow label={t("receipt.gross")}>{formatMoney(receipt.grossMinor, locale)}</PaperRow>
          <PaperRow label={t("receipt.saving")}>{formatMoney(receipt.discountMinor, locale)}</PaperRow>
        </>
      )}
      <PaperRow label={t("common.withCurrency", { label: total, currency })} strong>
        {formatMoney(receipt.payableMinor, locale)}
      </PaperRow>
      {tenders.map((tender) => (
        <PaperRow key={tender.kind} label={t(`receipt.${tender.kind}`)}>
          {formatMoney(tender.amountMinor, locale)}
        </PaperRow>
      ))}
      {changeMinor > 0 && (
        <>
          <PaperRow label={t("receipt.received")}>{formatMoney(receipt.receivedMinor - byCard, locale)}</PaperRow>
          <PaperRow label={t("receipt.change")}>{formatMoney(changeMinor, locale)}</PaperRow>
        </>
      )}
    </section>
  );
}

function Foot({ receipt }: Part) {
  const { t } = useTranslation("office");
  return (
    <footer className="paper-foot">
      {receipt.card !== null && <p>{t("receipt.loyaltyCard", { masked: receipt.card })}</p>}
      {receipt.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p className="paper-small">{receipt.programme.title}</p>
      <p className="paper-small">{receipt.programme.document}</p>
    </footer>
  );
}
