import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "../../../renderer/ui/index.ts";
import type { StockPaperRow } from "../../console-contract/index.ts";
import { useDoing } from "../console-context.tsx";
import { usePlace } from "../use-place.ts";
import { Day, EntryForm, useFields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";

type Props = {
  /** Of what was put aside; of a report's cards empty. */
  readonly holder: string;
  readonly report: StockPaperRow | null;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** Cards leave the books by an act; written, it opens ready to be printed. */
export function ActForm({ holder, report, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const { go } = usePlace();
  const [id] = useState(newId);
  const { fields, set } = useFields({ no: "", on: stock.today, person: report?.person ?? "", reason: "" });
  const { busy, refused, run } = useDoing("writeOffStock", () => {
    onDone();
    go("paper", stock.programme, id);
  });
  const missing = useMissing(fields, report !== null);
  return (
    <EntryForm
      title={t("stock.do.writeOff")}
      about={
        report === null ? t("stock.writeOffAside") : t("stock.writeOffReport", { no: report.no, cards: report.cards })
      }
      action={t("stock.writeOffRun")}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() => void run({ programme: stock.programme, id, holder, report: report?.id ?? null, ...fields })}
      onBack={onBack}
      testId="act"
    >
      <Field label={t("stock.actNo")} value={fields.no} onChange={set("no")} maxLength={64} autoFocus testId="no" />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      {report === null ? (
        <Select
          label={t("stock.person")}
          value={fields.person}
          empty={t("stock.choose")}
          options={stock.persons.map((person) => ({ value: person.id, text: person.name }))}
          onChange={set("person")}
          testId="person"
        />
      ) : (
        <p>{t("stock.personIs", { name: names(report.person) })}</p>
      )}
      <Field label={t("stock.reason")} value={fields.reason} onChange={set("reason")} maxLength={500} testId="reason" />
      <p className="text-small text-2">{t("stock.writeOffAbout")}</p>
    </EntryForm>
  );
}

type Filled = { readonly no: string; readonly person: string; readonly reason: string };

function useMissing({ no, person, reason }: Filled, isReported: boolean): string | null {
  const { t } = useTranslation("console");
  if (no.trim() === "") return t("stock.missing.no");
  if (person === "") return t("stock.missing.person");
  return isReported || reason.trim() !== "" ? null : t("stock.missing.note");
}
