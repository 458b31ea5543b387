import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";
import { PrintSheet } from "./print-sheet.tsx";
import "./receipt-paper.css";

/** A receipt as it stands on paper, on the screen and, through the print sheet, in print and PDF. */
export function ReceiptPaper({ receipt }: { readonly receipt: ReceiptView }) {
  return (
    <>
      <ReceiptBody receipt={receipt} />
      <PrintSheet>
        <ReceiptBody receipt={receipt} />
      </PrintSheet>
    </>
  );
}

type Part = { readonly receipt: ReceiptView };

function ReceiptBody({ receipt }: Part) {
  return (
    <article className="paper">
      <Heading receipt={receipt} />
      <Lines receipt={receipt} />
      <Sums receipt={receipt} />
      <footer>
        {receipt.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <p>{receipt.programme.title}</p>
        <p>{receipt.programme.document}</p>
      </footer>
    </article>
  );
}

function Heading({ receipt }: Part) {
  const { t } = useTranslation("shell");
  return (
    <header>
      <b>{receipt.site}</b>
      <p>{receipt.terminal}</p>
      <p>{t("paper.operator", { name: receipt.operator })}</p>
      <h3>{t(receipt.kind === "sale" ? "paper.sale" : "paper.return", { number: receipt.number })}</h3>
      {receipt.ofReceipt !== null && <p>{t("paper.of", { number: receipt.ofReceipt })}</p>}
      {receipt.copy > 0 && <b>{t("paper.copy", { count: receipt.copy })}</b>}
      <p>{receipt.localAt}</p>
    </header>
  );
}

function Lines({ receipt }: Part) {
  const { locale } = useUi();
  return (
    <ul>
      {receipt.lines.map((line) => (
        <li key={line.id}>
          <span>{line.name}</span>
          <span className="paper-row">
            <span>
              {formatQuantity(line.qtyMilli, line.unit, locale)} × {formatMoney(line.unitPriceMinor, locale)}
            </span>
            <span>{formatMoney(line.grossMinor, locale)}</span>
          </span>
          {line.discountMinor !== 0 && (
            <span className="paper-row">
              <span>{line.reason}</span>
              <span>{formatMoney(-line.discountMinor, locale)}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Sums({ receipt }: Part) {
  const { t } = useTranslation("shell");
  const { locale } = useUi();
  const money = (minor: number): string => formatMoney(minor, locale);
  const rows: readonly (readonly [string, string])[] = [
    ...(receipt.discountMinor === 0
      ? []
      : ([
          [t("paper.gross"), money(receipt.grossMinor)],
          [t("paper.saving"), money(receipt.discountMinor)],
        ] as const)),
    ...receipt.tenders.map((tender) => [t(`paper.${tender.kind}`), money(tender.amountMinor)] as const),
    ...(receipt.changeMinor === 0 ? [] : [[t("paper.change"), money(receipt.changeMinor)] as const]),
    ...(receipt.card === null ? [] : [[t("paper.loyaltyCard"), receipt.card] as const]),
  ];
  return (
    <section>
      <b className="paper-row paper-total">
        <span>{t(receipt.kind === "sale" ? "paper.total" : "paper.refund", { currency: receipt.currency })}</span>
        <span>{money(receipt.payableMinor)}</span>
      </b>
      {rows.map(([name, value]) => (
        <span key={name} className="paper-row">
          <span>{name}</span>
          <span>{value}</span>
        </span>
      ))}
    </section>
  );
}
