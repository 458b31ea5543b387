import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, KeyValue, Segmented, Select } from "../../../renderer/ui/index.ts";
import type { ReportOn } from "../../console-contract/index.ts";
import { useDoing, useLoaded } from "../console-context.tsx";
import { usePlace } from "../use-place.ts";
import { useRefusalText } from "../words.ts";
import { Day, EntryForm, useFields, type Fields } from "./form-parts.tsx";
import { OrderSelect } from "./hand-out-form.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Props = { readonly person: string; readonly onBack: () => void; readonly onDone: () => void };

/** Annex 2: what the person handed out and has not reported yet; filed, it opens ready to be printed. */
export function ReportForm({ person, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const { go } = usePlace();
  const [id] = useState(newId);
  const { fields, set } = useFields<Filled>({
    route: "organisation",
    period: stock.periods[0]?.period ?? "",
    order: "",
    no: "",
    on: stock.today,
  });
  const { busy, refused, run } = useDoing("fileReport", () => {
    onDone();
    go("paper", stock.programme, id);
  });
  const { route, period, order, no, on } = fields;
  const about: ReportOn = route === "event" ? { route, order } : { route, period };
  const isNamed = route === "organisation" || order !== "";
  return (
    <EntryForm
      title={t("stock.do.report")}
      about={names(person)}
      action={t("stock.reportRun")}
      missing={isNamed ? (no.trim() === "" ? t("stock.missing.no") : null) : t("stock.missing.whom")}
      busy={busy}
      refused={refused}
      onRun={() => void run({ programme: stock.programme, id, no, on, person, for: about })}
      onBack={onBack}
      testId="report"
    >
      <ReportFields person={person} fields={fields} set={set} />
      {isNamed && <Draft person={person} about={about} />}
    </EntryForm>
  );
}

type Filled = {
  readonly route: ReportOn["route"];
  readonly period: string;
  readonly order: string;
  readonly no: string;
  readonly on: string;
};

function ReportFields({ person, fields, set }: Fields<Filled> & { readonly person: string }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const words = useStockWords();
  return (
    <>
      <Segmented
        label={t("stock.route")}
        value={fields.route}
        onChange={set("route")}
        segments={[
          { value: "organisation", label: t("stock.toOrganisation") },
          { value: "event", label: t("stock.atEvent") },
        ]}
      />
      {fields.route === "event" ? (
        <OrderSelect person={person} value={fields.order} onChange={set("order")} />
      ) : (
        <Select
          label={t("stock.period")}
          value={fields.period}
          options={stock.periods.map((each) => ({ value: each.period, text: words.period(each.period) }))}
          onChange={set("period")}
        />
      )}
      <Field label={t("stock.reportNo")} value={fields.no} onChange={set("no")} maxLength={64} testId="no" />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
    </>
  );
}

/** What the report will say: its rows, and how many cards are still with the person. */
function Draft({ person, about }: { readonly person: string; readonly about: ReportOn }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const wording = useRefusalText();
  const { value, refused } = useLoaded("draftStockReport", { programme: stock.programme, person, for: about });
  if (refused !== null) return <p className="text-bad">{wording(refused)}</p>;
  if (value === undefined) return null;
  return (
    <div data-testid="draft">
      {value.printed.table?.rows.map((row) => (
        <p key={row[0]} className="stock-draft">
          <b>{row[1]}</b>
          <span className="text-small text-2">{row[2]}</span>
        </p>
      ))}
      <KeyValue label={t("stock.reported")} tone="strong" testId="draft-cards">
        {value.cards}
      </KeyValue>
      <KeyValue label={t("stock.stillHere")}>{value.left}</KeyValue>
    </div>
  );
}
