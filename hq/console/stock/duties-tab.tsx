import { useTranslation } from "react-i18next";
import { Clock, Empty, Icon, ScrollBox, CircleAlert, CircleCheck, Circle } from "../../../renderer/ui/index.ts";
import type { StockDuty, StockDutyCase } from "../../console-contract/index.ts";
import { useLoaded } from "../console-context.tsx";
import { NotLoaded } from "../screen-parts.tsx";
import { useStock } from "./stock-context.ts";
import { dayText, useStockWords, useWords } from "./stock-words.ts";

const icons = { later: Circle, soon: Clock, overdue: CircleAlert, done: CircleCheck, late: CircleCheck } as const;
const tones = {
  later: "text-2",
  soon: "text-warn",
  overdue: "text-bad",
  done: "text-good",
  late: "text-warn",
} as const;

/** What has to be done by when, who does it, and the days on which that is called to mind. */
export function DutiesTab() {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const { value, refused, reload } = useLoaded("listStockDuties", { programme: stock.programme });
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <section className="columns-work console-alone">
      <ScrollBox className="console-scroll stock-duties" label={t("stock.part.duties")} testId="duties">
        {value?.cases.length === 0 && <Empty title={t("stock.noDuties")} hints={[{ text: t("stock.noDutiesHint") }]} />}
        {value?.cases.map((each) => (
          <DutyCase key={each.id} one={each} />
        ))}
      </ScrollBox>
    </section>
  );
}

function DutyCase({ one }: { readonly one: StockDutyCase }) {
  const { t } = useTranslation("console");
  const text = useWords();
  const words = useStockWords();
  return (
    <section className="stock-case" aria-label={`${one.placeName} ${words.period(one.subject)}`}>
      <h2>{[one.placeName, words.period(one.subject)].filter((part) => part !== "").join(" · ")}</h2>
      <p className="text-2">{text(one.route)}</p>
      <table className="table" data-testid="duty-case">
        <thead>
          <tr>
            <th>{t("stock.step")}</th>
            <th>{t("stock.doneBy")}</th>
            <th>{t("stock.dueBy")}</th>
            <th>{t("stock.reminders")}</th>
            <th>{t("stock.stateTitle")}</th>
          </tr>
        </thead>
        <tbody>
          {one.duties.map((duty) => (
            <DutyRow key={duty.step} duty={duty} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DutyRow({ duty }: { readonly duty: StockDuty }) {
  const { t } = useTranslation("console");
  const text = useWords();
  const words = useStockWords();
  const { title, by, to, clause, due, doneOn, reminders, state } = duty;
  const whom = to.length === 0 ? text(by) : `${text(by)} → ${to.map(text).join(", ")}`;
  return (
    <tr data-state={state}>
      <td>
        <b>{text(title)}</b>
        <span className="text-small text-2 stock-clause">{t("stock.clause", { clause })}</span>
      </td>
      <td>{whom}</td>
      <td className="console-when">{dayText(due)}</td>
      <td className="text-small text-2">
        {doneOn === null ? reminders.map((day) => dayText(day).slice(0, 5)).join(", ") : ""}
      </td>
      <td>
        <span className={`stock-state ${tones[state]}`}>
          <Icon of={icons[state]} size={16} />
          {doneOn === null ? words.duty(duty) : `${words.duty(duty)}, ${dayText(doneOn)}`}
        </span>
      </td>
    </tr>
  );
}
