import { useTranslation } from "react-i18next";
import { Field } from "../ui/index.ts";
import type { Fees } from "./use-fees.ts";

/** Whose calculation or application it is, and how it stands. */
export function FeeHeader({ fees }: { readonly fees: Fees }) {
  const { t } = useTranslation("reception");
  const { application, view, name } = fees;
  return (
    <header className="fee-head">
      <div>
        <h1>{application === null ? t("fee.newTitle") : t("fee.application", { number: application })}</h1>
        <p className="text-2" data-testid="fee-state">
          {view?.stateText}
        </p>
      </div>
      <div onBlur={fees.keepName}>
        <Field
          label={t("fee.name")}
          value={name}
          maxLength={120}
          autoFocus={application === null}
          testId="fee-name"
          onChange={fees.setName}
        />
      </div>
    </header>
  );
}
