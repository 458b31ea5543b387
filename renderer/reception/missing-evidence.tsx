import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { CircleAlert, Icon, useUi } from "../ui/index.ts";

/** Documents that would make it cheaper, each with what it is worth. */
export function MissingEvidence({ quote }: { readonly quote: DeskQuote | null }) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  if (quote === null || quote.evidence.length === 0) return null;
  return (
    <ul className="desk-notes" data-testid="missing-evidence">
      {quote.evidence.map(({ fact, text, clause, savesMinor }) => (
        <li key={fact}>
          <Icon of={CircleAlert} size={20} />
          <span>{t("evidence.missing", { text, clause, amount: formatMoney(savesMinor, locale) })}</span>
        </li>
      ))}
    </ul>
  );
}
