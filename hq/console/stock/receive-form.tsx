import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "../../../renderer/ui/index.ts";
import { useDoing } from "../console-context.tsx";
import { Day, EntryForm, NumbersField, useFields, type Fields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useStock } from "./stock-context.ts";

const checks = ["gtin", "luhn", "none"] as const;

/** A lot from the printer comes into a store. */
export function ReceiveForm(props: { readonly onBack: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [id] = useState(newId);
  const first = stock.places.find(({ kind }) => kind === "centre") ?? stock.places[0];
  const { fields, set } = useFields({
    place: first?.id ?? "",
    no: "",
    on: stock.today,
    numbers: "",
    check: "gtin",
    quantity: "",
  });
  const { busy, refused, run } = useDoing("receiveStock", props.onDone);
  const quantity = Number(fields.quantity);
  const missing = useMissing(fields, Number.isSafeInteger(quantity) && quantity > 0);
  return (
    <EntryForm
      title={t("stock.receive")}
      about={t("stock.receiveAbout")}
      action={t("stock.receiveRun")}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() => {
        const check = checks.find((each) => each === fields.check) ?? "none";
        void run({ ...fields, programme: stock.programme, id, check, quantity });
      }}
      onBack={props.onBack}
      testId="receive"
    >
      <LotFields fields={fields} set={set} />
    </EntryForm>
  );
}

type Lot = {
  readonly place: string;
  readonly no: string;
  readonly on: string;
  readonly numbers: string;
  readonly check: string;
  readonly quantity: string;
};

function useMissing({ no, numbers, on }: Lot, isCount: boolean): string | null {
  const { t } = useTranslation("console");
  if (no.trim() === "") return t("stock.missing.no");
  if (numbers.trim() === "") return t("stock.missing.numbers");
  return isCount && on !== "" ? null : t("stock.missing.quantity");
}

function LotFields({ fields, set }: Fields<Lot>) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  return (
    <>
      <Select
        label={t("stock.toPlace")}
        value={fields.place}
        options={stock.places.map((place) => ({ value: place.id, text: place.name }))}
        onChange={set("place")}
      />
      <Field label={t("stock.printerNo")} value={fields.no} onChange={set("no")} maxLength={64} autoFocus testId="no" />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      <NumbersField value={fields.numbers} onChange={set("numbers")} />
      <Select
        label={t("stock.check")}
        value={fields.check}
        options={checks.map((each) => ({ value: each, text: t(`stock.checkKind.${each}`) }))}
        onChange={set("check")}
        testId="check"
      />
      <Field
        label={t("stock.quantityByPaper")}
        value={fields.quantity}
        onChange={(text) => set("quantity")(text.replaceAll(/\D/g, ""))}
        inputMode="numeric"
        maxLength={7}
        testId="quantity"
      />
    </>
  );
}
