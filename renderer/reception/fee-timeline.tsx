import { useTranslation } from "react-i18next";
import type { AdmissionView, TimelineRow } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { Button, Circle, CircleAlert, CircleCheck, classNames, Clock, Icon, type IconShape } from "../ui/index.ts";
import type { Fees } from "./use-fees.ts";

export type FeeTimelineProps = { readonly fees: Fees; readonly view: AdmissionView };

const icons: Readonly<Record<TimelineRow["state"], IconShape>> = {
  done: CircleCheck,
  running: Clock,
  late: CircleAlert,
  unknown: CircleAlert,
  waiting: Circle,
};

/** What happened and what must happen by when, with how each last day is counted and by which clause. */
export function FeeTimeline({ fees, view }: FeeTimelineProps) {
  const { t } = useTranslation("reception");
  const { timeline } = view;
  const lastEvent = timeline.findLast(({ ref }) => ref !== null)?.ref ?? null;
  return (
    <section className="fee-timeline" aria-label={t("fee.timeline")}>
      <h2 className="fee-part">{t("fee.timeline")}</h2>
      <ol>
        {timeline.map((row) => (
          <li
            key={`${row.kind}/${row.title}/${row.date}/${row.ref}`}
            className={classNames(
              "fee-moment",
              `fee-moment-${row.state}`,
              row.kind === "deadline" && "fee-moment-term",
            )}
            data-testid="timeline-row"
            data-state={row.state}
          >
            <span className="fee-day">{dayText(row, t("fee.noDate"), t("fee.later"))}</span>
            <Icon of={icons[row.state]} size={20} />
            <div>
              <p className="fee-moment-title">
                {row.title}
                {row.state === "late" && <b className="text-bad">{t("fee.late", { count: row.daysLate })}</b>}
              </p>
              <p className="text-small text-2">
                {row.text}
                {row.clause !== null && `${row.text === "" ? "" : ", "}${t("fee.clause", { clause: row.clause })}`}
              </p>
            </div>
            {row.ref !== null && row.ref === lastEvent && (
              <Button kind="quiet" testId="take-back" onPress={() => void fees.withdraw(row.ref ?? "")}>
                {t("fee.takeBack")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function dayText({ date, state }: TimelineRow, unknown: string, later: string): string {
  if (date !== null) return formatDate(date);
  return state === "waiting" ? later : unknown;
}
