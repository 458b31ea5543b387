import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../../renderer/ui/index.ts";
import { useDoing } from "../console-context.tsx";
import { Day, EntryForm, HolderSelect, NumbersField, useFields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";

type Kind = "entrust" | "giveBack" | "spoil" | "miss";
type Props = {
  readonly kind: Kind;
  readonly from: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** Between a store and its responsible person, or put aside as spoiled or missing. */
export function MoveForm({ kind, from, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const [id] = useState(newId);
  const own = from.slice(from.indexOf(":") + 1);
  const home = stock.persons.find((person) => person.id === own)?.place ?? "";
  const { fields, set } = useFields({
    on: stock.today,
    to: kind === "giveBack" ? `place:${home}` : "",
    numbers: "",
    note: "",
  });
  const { busy, refused, run } = useDoing("moveStock", onDone);
  const isAside = kind === "spoil" || kind === "miss";
  const missing =
    kind === "entrust" && fields.to === ""
      ? t("stock.missing.receiver")
      : fields.numbers.trim() === ""
        ? t("stock.missing.numbers")
        : isAside && fields.note.trim() === ""
          ? t("stock.missing.note")
          : null;
  const isOfPlace = (holder: string): boolean =>
    stock.persons.some((person) => holder === `person:${person.id}` && person.place === own);
  return (
    <EntryForm
      title={t(`stock.do.${kind}`)}
      about={names(own)}
      action={t(`stock.move.${kind}`)}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() => void run({ ...fields, kind, from, id, programme: stock.programme })}
      onBack={onBack}
      testId="move"
    >
      {kind === "entrust" && (
        <HolderSelect label={t("stock.person")} value={fields.to} onChange={set("to")} fits={isOfPlace} testId="to" />
      )}
      <NumbersField value={fields.numbers} onChange={set("numbers")} />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      <Field label={t("stock.note")} value={fields.note} onChange={set("note")} maxLength={500} testId="note" />
    </EntryForm>
  );
}
