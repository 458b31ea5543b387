import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { ProblemNote } from "../task/index.ts";
import { Band, CircleAlert, Icon, KeyValue, Money, MoneyFigure } from "../ui/index.ts";
import { FeeNext } from "./fee-next.tsx";
import { FeeOpen } from "./fee-open.tsx";
import { AnswerBand } from "./member-refusal.tsx";
import { useAmountLabel } from "./use-amount-label.ts";
import type { Fees } from "./use-fees.ts";

/** Keys alone must be able to scroll it. */
const keyboardStop = 0;

/** What it costs and how that comes about; below it the next step. */
export function FeeDecision({ fees }: { readonly fees: Fees }) {
  const { t } = useTranslation("reception");
  const { view, application, task } = fees;
  if (view === null) return null;
  return (
    <>
      <div
        className="member-panel"
        role="region"
        aria-label={t("fee.total")}
        tabIndex={keyboardStop}
        data-testid="fee-decision"
      >
        <FeeAmount view={view} isKept={application !== null} />
        {view.fee.ineligible.map((answer) => (
          <AnswerBand key={answer.reason} answer={answer} testId="ineligible" />
        ))}
        {view.fee.problem !== null && view.fee.ineligible.length === 0 && (
          <AnswerBand answer={view.fee.problem} testId="fee-problem" />
        )}
        <FeeHint view={view} />
      </div>
      <div className="columns-foot member-foot fee-foot">
        <ProblemNote problem={task.problem} />
        {application === null ? (
          <FeeOpen fees={fees} view={view} />
        ) : (
          <FeeNext key={`${application}/${view.next?.step}/${view.timeline.length}`} fees={fees} view={view} />
        )}
      </div>
    </>
  );
}

type Part = { readonly view: AdmissionView };

function FeeAmount({ view, isKept }: Part & { readonly isKept: boolean }) {
  const { t } = useTranslation("reception");
  const label = useAmountLabel();
  const { fee, state } = view;
  const isOwed = state === "decided" || state === "awaiting_payment";
  const heading = t(isOwed ? "fee.outstanding" : state === "member" ? "fee.paid" : "fee.total");
  const shown = isOwed ? view.outstandingMinor : fee.totalMinor;
  return (
    <section className="fee-amount" aria-label={t("fee.total")}>
      <p className="text-label">{label(heading)}</p>
      {shown === null ? (
        <p className="fee-none">{fee.complete ? t("fee.noFee") : t("fee.answer")}</p>
      ) : (
        <MoneyFigure minor={shown} size="total" testId="fee-total" />
      )}
      {fee.dues.map(({ part, title, clause, amountMinor }) => (
        <KeyValue key={part} label={`${title}, ${t("fee.clause", { clause })}`}>
          {amountMinor === null ? "—" : <Money minor={amountMinor} />}
        </KeyValue>
      ))}
      {fee.row !== null && fee.clause !== null && (
        <p className="text-small text-2" data-testid="fee-row">
          {t("fee.yearly")}: {fee.row}, {t("fee.clause", { clause: fee.clause })}
        </p>
      )}
      {fee.complete &&
        !isKept &&
        fee.years.map(({ year, text, amountMinor }) => (
          <KeyValue key={year} label={text} tone="faint">
            {amountMinor === null ? t("fee.noFee") : <Money minor={amountMinor} />}
          </KeyValue>
        ))}
      <FeeBalance view={view} />
    </section>
  );
}

function FeeBalance({ view: { state, excessMinor, refundMinor, cardAllowed, stateText } }: Part) {
  const { t } = useTranslation("reception");
  return (
    <>
      {excessMinor > 0 && (
        <KeyValue label={t("fee.excess")}>
          <Money minor={excessMinor} />
        </KeyValue>
      )}
      {refundMinor > 0 && (
        <KeyValue label={t("fee.refund")} tone="strong">
          <Money minor={refundMinor} />
        </KeyValue>
      )}
      {state === "member" && cardAllowed && (
        <p className="text-good">
          {stateText}. {t("fee.cardAllowed")}
        </p>
      )}
    </>
  );
}

function FeeHint({ view: { fee, missing } }: Part) {
  const { t } = useTranslation("reception");
  return (
    <>
      {fee.hint !== null && <Band tone="offer" title={fee.hint.text} testId="fee-hint" />}
      {missing.length > 0 && fee.complete && (
        <section className="fee-missing" data-testid="fee-missing">
          <h3>
            <Icon of={CircleAlert} size={18} /> {t("fee.missing")}
          </h3>
          <ul>
            {missing.map(({ doc, text, clause }) => (
              <li key={`${doc}/${text}`}>
                {text}, {t("fee.clause", { clause })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
