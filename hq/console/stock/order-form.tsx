import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "../../../renderer/ui/index.ts";
import { useDoing } from "../console-context.tsx";
import { Day, EntryForm, useFields, type Fields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useStock } from "./stock-context.ts";

const nothing = {
  no: "",
  on: "",
  person: "",
  event: "",
  eventOn: "",
  from: "",
  to: "",
  places: "",
  quantity: "",
  decidedBy: "",
};

/** A director's order to hand cards out at an event. */
export function OrderForm(props: { readonly onBack: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [id] = useState(newId);
  const { fields, set } = useFields({ ...nothing, on: stock.today });
  const { busy, refused, run } = useDoing("orderHandOut", props.onDone);
  const quantity = Number(fields.quantity);
  const empty = Object.entries(fields).find(([, value]) => value.trim() === "");
  const place = stock.persons.find(({ id: person }) => person === fields.person)?.place ?? "";
  return (
    <EntryForm
      title={t("stock.newOrder")}
      about={t("stock.orderAbout")}
      action={t("stock.orderRun")}
      missing={empty === undefined && quantity > 0 ? null : t("stock.missing.all")}
      busy={busy}
      refused={refused}
      onRun={() => void run({ ...fields, programme: stock.programme, id, place, quantity })}
      onBack={props.onBack}
      testId="order"
    >
      <OrderFields fields={fields} set={set} />
    </EntryForm>
  );
}

function OrderFields({ fields, set }: Fields<typeof nothing>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  return (
    <>
      <Field label={t("stock.orderNo")} value={fields.no} onChange={set("no")} maxLength={64} autoFocus testId="no" />
      <Day label={t("stock.orderDay")} value={fields.on} onChange={set("on")} />
      <Field label={t("stock.decidedBy")} value={fields.decidedBy} onChange={set("decidedBy")} testId="decided" />
      <Field label={t("stock.event")} value={fields.event} onChange={set("event")} maxLength={200} testId="event" />
      <Day label={t("stock.eventDay")} value={fields.eventOn} onChange={set("eventOn")} testId="event-day" />
      <Field label={t("stock.eventPlaces")} value={fields.places} onChange={set("places")} testId="places" />
      <Day label={t("stock.eventFrom")} value={fields.from} onChange={set("from")} testId="event-from" />
      <Day label={t("stock.eventTo")} value={fields.to} onChange={set("to")} testId="event-to" />
      <Field
        label={t("stock.planned")}
        value={fields.quantity}
        onChange={(text) => set("quantity")(text.replaceAll(/\D/g, ""))}
        inputMode="numeric"
        maxLength={6}
        testId="quantity"
      />
      <Select
        label={t("stock.person")}
        value={fields.person}
        empty={t("stock.choose")}
        options={stock.persons.map((person) => ({ value: person.id, text: person.name }))}
        onChange={set("person")}
        testId="person"
      />
    </>
  );
}
