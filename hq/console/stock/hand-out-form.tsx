import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented, Select } from "../../../renderer/ui/index.ts";
import type { HandOutFor, StockPerson } from "../../console-contract/index.ts";
import { useDoing, useLoaded } from "../console-context.tsx";
import { Day, EntryForm, NumbersField, useFields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Props = { readonly person: string; readonly onBack: () => void; readonly onDone: () => void };

type Filled = Due & {
  readonly route: HandOutFor["route"];
  readonly order: string;
  readonly on: string;
  readonly numbers: string;
};

/** Cards go out: to an organisation by its revenue, or at an event by its order. */
export function HandOutForm({ person, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const [id] = useState(newId);
  const { fields, set } = useFields<Filled>({
    route: "organisation",
    period: stock.periods[0]?.period ?? "",
    organisation: "",
    service: stock.services[0] ?? "",
    order: "",
    on: stock.today,
    numbers: "",
  });
  const { busy, refused, run } = useDoing("handOut", onDone);
  const known = stock.persons.find((each) => each.id === person);
  const { route, organisation, period, service, order, on, numbers } = fields;
  const to: HandOutFor = route === "event" ? { route, order } : { route, organisation, period, service };
  const isNamed = route === "event" ? order !== "" : organisation !== "";
  return (
    <EntryForm
      title={t("stock.do.handOut")}
      about={names(person)}
      action={t("stock.handOutRun")}
      missing={isNamed ? (numbers.trim() === "" ? t("stock.missing.numbers") : null) : t("stock.missing.whom")}
      busy={busy}
      refused={refused}
      onRun={() => void run({ programme: stock.programme, id, on, person, numbers, for: to })}
      onBack={onBack}
      testId="hand-out"
    >
      <Segmented
        label={t("stock.route")}
        value={route}
        onChange={set("route")}
        segments={[
          { value: "organisation", label: t("stock.toOrganisation") },
          { value: "event", label: t("stock.atEvent"), testId: "route-event" },
        ]}
      />
      {route === "event" ? (
        <OrderSelect person={person} value={order} onChange={set("order")} />
      ) : (
        known && <DueSelect person={known} fields={fields} set={set} />
      )}
      <NumbersField value={numbers} onChange={set("numbers")} />
      <Day label={t("stock.day")} value={on} onChange={set("on")} />
    </EntryForm>
  );
}

type Due = { readonly period: string; readonly organisation: string; readonly service: string };
type DueProps = {
  readonly person: StockPerson;
  readonly fields: Due;
  readonly set: (name: keyof Due) => (value: string) => void;
};

/** Organisations of the person's branch with what is left to give each. */
function DueSelect({ person, fields, set }: DueProps) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const words = useStockWords();
  const { period, organisation, service } = fields;
  const { value } = useLoaded("listStockDue", { programme: stock.programme, place: person.place, period });
  return (
    <>
      <Select
        label={t("stock.period")}
        value={period}
        options={stock.periods.map((each) => ({ value: each.period, text: words.period(each.period) }))}
        onChange={set("period")}
        testId="period"
      />
      <Select
        label={t("stock.organisation")}
        value={organisation}
        empty={t("stock.choose")}
        options={(value?.rows ?? []).map((row) => ({
          value: row.organisation,
          text: t("stock.leftToGive", { name: row.name, left: Math.max(0, row.due - row.given) }),
        }))}
        onChange={set("organisation")}
        testId="organisation"
      />
      <Select
        label={t("stock.service")}
        value={service}
        options={stock.services.map((each) => ({ value: each, text: each }))}
        onChange={set("service")}
      />
    </>
  );
}

type OrderProps = { readonly person: string; readonly value: string; readonly onChange: (id: string) => void };

/** Orders that name the person. */
export function OrderSelect({ person, value, onChange }: OrderProps) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const loaded = useLoaded("listStockPapers", { programme: stock.programme, kind: "order", text: "", before: null });
  const own = (loaded.value?.papers ?? []).filter((paper) => paper.person === person);
  return (
    <Select
      label={t("stock.event")}
      value={value}
      empty={own.length === 0 ? t("stock.noOrders") : t("stock.choose")}
      options={own.map(({ id, no, subject }) => ({ value: id, text: t("stock.orderRow", { no, event: subject }) }))}
      onChange={onChange}
      testId="order"
    />
  );
}
