import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { formatDate, formatMoney } from "../../core/text/index.ts";
import { PaperRow, PaperRule, PrintSheet, useShellState } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";
import { useAmountLabel } from "./use-amount-label.ts";
import type { Fees } from "./use-fees.ts";

export type FeePaperProps = { readonly fees: Fees; readonly view: AdmissionView };

/** Fee, deadlines and missing papers for the applicant's hands: printed, never on the screen. */
export function FeePaper({ fees, view }: FeePaperProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const label = useAmountLabel();
  const site = useShellState((state) => state.session?.settings.siteName);
  const { fee, timeline, missing } = view;
  const money = (minor: number | null): string => (minor === null ? t("fee.noFee") : formatMoney(minor, locale));
  return (
    <PrintSheet>
      <article className="paper" data-testid="fee-paper">
        <header className="paper-head">
          <p>{site}</p>
          <h2>{t("fee.paperTitle")}</h2>
          <p>{fees.name}</p>
          {fees.application !== null && <p>{t("fee.application", { number: fees.application })}</p>}
          <p>{view.stateText}</p>
        </header>
        <PaperRule />
        {fee.dues.map(({ part, title, clause, amountMinor }) => (
          <PaperRow key={part} label={`${title}, ${t("fee.clause", { clause })}`}>
            {money(amountMinor)}
          </PaperRow>
        ))}
        <PaperRow label={label(t("fee.total"))} strong>
          {money(fee.totalMinor)}
        </PaperRow>
        {fee.hint !== null && <p className="paper-small">{fee.hint.text}</p>}
        <PaperRule />
        {timeline.map((row) => (
          <div key={`${row.title}/${row.date}/${row.ref}`}>
            <PaperRow label={row.title}>{row.date === null ? "" : formatDate(row.date)}</PaperRow>
            <p className="paper-small">
              {row.text}
              {row.clause !== null && `, ${t("fee.clause", { clause: row.clause })}`}
            </p>
          </div>
        ))}
        {missing.length > 0 && <PaperRule />}
        {missing.length > 0 && <h3 className="paper-part">{t("fee.missing")}</h3>}
        {missing.map(({ doc, text, clause }) => (
          <p key={`${doc}/${text}`} className="paper-small">
            {`${text}, ${t("fee.clause", { clause })}`}
          </p>
        ))}
      </article>
    </PrintSheet>
  );
}
