import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { CircleAlert, Icon, Tick, useUi } from "../ui/index.ts";
import { openFields } from "./desk-draft.ts";
import type { Desk } from "./use-desk.ts";

/** Documents: those that were shown, and those that would save something. */
export function DeskEvidence({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const { quote, form, draft } = desk;
  const fields = openFields(form, draft).filter(({ kind, fact }) => kind === "evidence" && quote?.asked.includes(fact));
  if (fields.length === 0) return null;
  const saves = (fact: string) => quote?.evidence.find((one) => one.fact === fact)?.savesMinor ?? 0;
  return (
    <div className="desk-evidence">
      {fields.map(({ fact, label, hint, clause }) => (
        <Tick
          key={fact}
          label={label}
          hint={
            saves(fact) > 0
              ? t("evidence.saves", { amount: formatMoney(saves(fact), locale), clause: clause ?? "" })
              : hint
          }
          checked={draft.facts[fact] === true}
          testId={`evidence-${fact}`}
          onChange={(checked) => desk.answer(fact, checked)}
        />
      ))}
    </div>
  );
}

/** Offers that a document would open: said where the form is not in view. */
export function DeskBonuses({ quote }: { readonly quote: DeskQuote | null }) {
  const { t } = useTranslation("reception");
  if (quote === null || quote.bonuses.length === 0 || quote.choices.length > 0) return null;
  return (
    <ul className="desk-notes">
      {quote.bonuses.map(({ text, clause }) => (
        <li key={`${text} ${clause}`}>
          <Icon of={CircleAlert} size={20} />
          <span>{`${text}, ${t("clause", { clause })}`}</span>
        </li>
      ))}
    </ul>
  );
}
