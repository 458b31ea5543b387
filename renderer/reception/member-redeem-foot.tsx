import { useTranslation } from "react-i18next";
import type { BenefitRow, RedemptionView } from "../../core/contract/index.ts";
import { formatCount, formatDate } from "../../core/text/index.ts";
import { useActions } from "../shell/index.ts";
import { Button, Check, Icon, KeyValue, useUi } from "../ui/index.ts";
import { MemberRefusal } from "./member-refusal.tsx";
import type { Redeem } from "./use-redeem.ts";

export type MemberRedeemFootProps = {
  readonly redeem: Redeem;
  readonly row: BenefitRow;
  readonly onNext: () => void;
};

/** What is left now and then, and the one step forward; after it what was done and how to take it back. */
export function MemberRedeemFoot({ redeem, row, onNext }: MemberRedeemFootProps) {
  const { quote, done } = redeem;
  return (
    <div className="columns-foot member-foot">
      {done !== null ? (
        <Booked redeem={redeem} done={done} row={row} />
      ) : quote?.answer.granted === false ? (
        <MemberRefusal redeem={redeem} quote={quote} />
      ) : (
        <Coming quote={quote} unit={row.unit} />
      )}
      {done === null ? <BookButton redeem={redeem} row={row} /> : <NextButton onNext={onNext} />}
    </div>
  );
}

type ComingProps = { readonly quote: RedemptionView | null; readonly unit: BenefitRow["unit"] };

function Coming({ quote, unit }: ComingProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  if (quote === null || quote.leftBefore === null || quote.left === null || quote.limit === null) return null;
  const { units, leftBefore, left, limit, cancelBefore, notice } = quote;
  const never = t(unit === "person" ? "member.noCancelDate" : "member.noCancel");
  return (
    <div className="member-figures">
      <KeyValue label={t("member.now")} testId="left-now">
        {formatCount(leftBefore, locale)}
      </KeyValue>
      <KeyValue label={t("member.will")} tone="good">
        {formatCount(-units, locale)}
      </KeyValue>
      <Total left={left} limit={limit} />
      {quote.provisional && <p className="text-small text-warn">{t("member.offlineNow")}</p>}
      <p className="text-small text-2">
        {notice ?? (cancelBefore === null ? never : t("member.cancelBefore", { date: formatDate(cancelBefore) }))}
      </p>
    </div>
  );
}

function Total({ left, limit }: { readonly left: number; readonly limit: number }) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  return (
    <div className="member-total">
      <span>
        {t("member.leftThen")}
        <br />
        {t("member.ofPlaces", { count: limit })}
      </span>
      <b data-testid="left-then">{formatCount(left, locale)}</b>
    </div>
  );
}

type BookedProps = { readonly redeem: Redeem; readonly done: RedemptionView; readonly row: BenefitRow };

function Booked({ redeem, done, row }: BookedProps) {
  const { t } = useTranslation("reception");
  const { task, takeBack } = redeem;
  const key = row.unit === "person" ? "member.bookedPerson" : "member.bookedTimes";
  const disabledReason = done.cancelBefore === null ? t("member.noCancel") : null;
  const undo = { id: "member-undo", label: t("member.undo"), keys: "Ctrl+Z", inFields: true, disabledReason };
  useActions([{ ...undo, run: () => void takeBack() }]);
  return (
    <div className="member-figures" data-testid="booked">
      <p className="member-booked">
        <Icon of={Check} />
        {t(key, { count: done.units })}
      </p>
      {done.duplicate && <p className="text-small text-2">{t("member.duplicate")}</p>}
      {done.provisional && <p className="text-small text-warn">{t("member.provisional")}</p>}
      {done.notice !== null && <p className="text-small text-warn">{done.notice}</p>}
      {done.left !== null && done.limit !== null && <Total left={done.left} limit={done.limit} />}
      {done.cancelBefore !== null && (
        <Button
          wide
          keys="Ctrl+Z"
          testId="redeem-undo"
          busyText={task.busy ? t("member.saving") : null}
          onPress={() => void takeBack()}
        >
          {t("member.undo")}
        </Button>
      )}
    </div>
  );
}

type BookButtonProps = { readonly redeem: Redeem; readonly row: BenefitRow };

function BookButton({ redeem, row }: BookButtonProps) {
  const { t } = useTranslation("reception");
  const { quote, units, task, hasNamesTooMany } = redeem;
  const why = quote?.answer.parts.find(({ part }) => part === "why")?.text;
  const refused = quote === null || quote.answer.granted ? null : (why ?? t("member.choose"));
  const disabledReason = hasNamesTooMany ? t("member.fewerNames") : refused;
  const label = t(row.unit === "person" ? "member.bookPerson" : "member.bookTimes", { count: Number(units) });
  const book = (): void => void redeem.book();
  useActions([{ id: "member-book", label, keys: "F9", disabledReason, run: book }]);
  return (
    <Button
      kind="main"
      size="main"
      wide
      keys="F9"
      testId="redeem"
      disabledReason={disabledReason}
      busyText={task.busy ? t("member.saving") : null}
      onPress={book}
    >
      {label}
    </Button>
  );
}

/** A second impatient F9 finds nothing left to book: it goes to the next member, and Enter does nothing. */
function NextButton({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation("reception");
  useActions([{ id: "member-next", label: t("member.next"), keys: "F9", run: onNext }]);
  return (
    <Button kind="alternate" size="main" wide keys="F9" testId="next-member" onPress={onNext}>
      {t("member.next")}
    </Button>
  );
}
