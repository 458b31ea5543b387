import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { amountMinor, amountText, Field, KeyValue, MoneyField, Select, Tick } from "../../../renderer/ui/index.ts";
import type { StockDue } from "../../console-contract/index.ts";
import { useDoing, useLoaded } from "../console-context.tsx";
import { EntryForm, useFields, type Fields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Props = {
  readonly place: string;
  readonly period: string;
  /** The organisation whose revenue is stated anew; undefined: another one. */
  readonly row: StockDue | undefined;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** What accounting states of an organisation's revenue; one that nobody has entered yet is entered with it. */
export function RevenueForm({ place, period, row, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const words = useStockWords();
  const [fresh] = useState(newId);
  const { fields, set } = useFields({
    organisation: row?.organisation ?? "",
    name: "",
    resident: true,
    amount: row?.minor === null || row === undefined ? "" : amountText(row.minor),
    paper: row?.paper ?? "",
  });
  const stating = useDoing("stateStockRevenue", onDone);
  const saving = useDoing("saveStockOrganisation", () => state(fresh));
  const minor = amountMinor(fields.amount);
  const isNew = fields.organisation === "";
  function state(organisation: string): void {
    const { programme } = stock;
    const stated = { programme, organisation, place, period, minor: minor ?? 0, paper: fields.paper };
    void stating.run({ ...stated, version: row?.version ?? 0 });
  }
  const missing = useMissing(fields);
  return (
    <EntryForm
      title={row?.name ?? t("stock.addRevenue")}
      about={`${names(place)} · ${words.period(period)}`}
      action={t("stock.revenueRun")}
      missing={missing}
      busy={saving.busy || stating.busy}
      refused={saving.refused ?? stating.refused}
      onRun={() => {
        const { name, resident } = fields;
        if (isNew) void saving.run({ programme: stock.programme, id: fresh, version: 0, name, resident });
        else state(fields.organisation);
      }}
      onBack={onBack}
      testId="revenue"
    >
      <RevenueFields row={row} fields={fields} set={set} />
    </EntryForm>
  );
}

type Filled = {
  readonly organisation: string;
  readonly name: string;
  readonly resident: boolean;
  readonly amount: string;
  readonly paper: string;
};

function useMissing({ organisation, name, amount, paper }: Filled): string | null {
  const { t } = useTranslation("console");
  if (organisation === "" && name.trim() === "") return t("stock.missing.organisation");
  if (amountMinor(amount) === null) return t("stock.missing.revenue");
  return paper.trim() === "" ? t("stock.missing.paper") : null;
}

function RevenueFields({ row, fields, set }: Fields<Filled> & Pick<Props, "row">) {
  const { t } = useTranslation("console");
  return (
    <>
      {row === undefined && (
        <>
          <Known value={fields.organisation} onChange={set("organisation")} />
          {fields.organisation === "" && (
            <>
              <Field
                label={t("stock.organisationName")}
                value={fields.name}
                onChange={set("name")}
                maxLength={200}
                autoFocus
                testId="organisation-name"
              />
              <Tick label={t("stock.resident")} checked={fields.resident} onChange={set("resident")} />
            </>
          )}
        </>
      )}
      <MoneyField
        label={t("stock.revenue")}
        text={fields.amount}
        onText={set("amount")}
        size="normal"
        testId="revenue-amount"
      />
      <Field
        label={t("stock.statement")}
        value={fields.paper}
        onChange={set("paper")}
        maxLength={64}
        testId="statement"
      />
      {row !== undefined && (
        <div>
          <KeyValue label={t("stock.due")}>{row.due}</KeyValue>
          <KeyValue label={t("stock.given")}>{row.given}</KeyValue>
        </div>
      )}
    </>
  );
}

/** An organisation that is known already, found by a part of its name. */
function Known({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const loaded = useLoaded("findStockOrganisations", { programme: stock.programme, text, after: "" });
  const found = loaded.value?.organisations ?? [];
  if (found.length === 0 && text === "") return null;
  return (
    <>
      <Field label={t("stock.findOrganisation")} value={typed} onChange={setTyped} maxLength={100} />
      <Select
        label={t("stock.organisation")}
        value={value}
        empty={t("stock.newOrganisation")}
        options={found.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={onChange}
        testId="organisation"
      />
    </>
  );
}
