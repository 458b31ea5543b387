import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { Check, Circle, Icon } from "../ui/index.ts";
import { FeeField } from "./fee-field.tsx";
import type { Fees } from "./use-fees.ts";

export type FeeFormProps = { readonly fees: Fees; readonly view: AdmissionView };

/** The questions that the rules ask about this applicant, and the papers that they want. */
export function FeeForm({ fees, view }: FeeFormProps) {
  const { t } = useTranslation("reception");
  const { fields, papers } = view.fee;
  return (
    <div className="fee-form">
      <section aria-label={t("fee.questions")}>
        <h2 className="fee-part">{t("fee.questions")}</h2>
        <div className="fee-fields">
          {fields.map((field) => (
            <FeeField key={field.fact} field={field} onAnswer={(value) => fees.setFact(field.fact, value)} />
          ))}
        </div>
      </section>
      <section aria-label={t("fee.papers")}>
        <h2 className="fee-part">{t("fee.papers")}</h2>
        <p className="text-small text-2">{t("fee.papersHint")}</p>
        <ul className="fee-papers">
          {papers.map(({ doc, title, clause, count, names }) => {
            const has = fees.papers.includes(doc);
            return (
              <li key={doc}>
                <button
                  type="button"
                  role="checkbox"
                  aria-checked={has}
                  className="fee-paper"
                  data-testid={`paper-${doc}`}
                  onClick={() => fees.togglePaper(doc)}
                >
                  <Icon of={has ? Check : Circle} size={18} />
                  <span>
                    {title}
                    {count !== null && `, ${t("fee.sets", { count })}`}
                    {names.length > 0 && (
                      <small>{t("fee.names", { names: names.map((one) => one.title.toLowerCase()).join(", ") })}</small>
                    )}
                  </span>
                  <span className="text-small text-3">{t("fee.clause", { clause })}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
