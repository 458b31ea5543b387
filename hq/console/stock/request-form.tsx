import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "../../../renderer/ui/index.ts";
import { useDoing } from "../console-context.tsx";
import { usePlace } from "../use-place.ts";
import { Day, EntryForm, useFields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Props = {
  readonly place: string;
  readonly period: string;
  /** Due and not given yet. */
  readonly cards: number;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** Annex 1: a branch asks for the cards that its organisations are due; made, it opens ready to be printed. */
export function RequestForm({ place, period, cards, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const words = useStockWords();
  const { go } = usePlace();
  const [id] = useState(newId);
  const own = stock.persons.filter((person) => person.place === place);
  const { fields, set } = useFields({ no: "", on: stock.today, person: own[0]?.id ?? "", addressee: "" });
  const { busy, refused, run } = useDoing("requestStock", () => {
    onDone();
    go("paper", stock.programme, id);
  });
  const missing =
    fields.no.trim() === "" ? t("stock.missing.no") : fields.person === "" ? t("stock.missing.person") : null;
  return (
    <EntryForm
      title={t("stock.paper.request")}
      about={`${names(place)} · ${words.period(period)} · ${t("stock.cardsCount", { cards })}`}
      action={t("stock.requestRun")}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() => void run({ ...fields, programme: stock.programme, id, place, period })}
      onBack={onBack}
      testId="request"
    >
      <Field label={t("stock.requestNo")} value={fields.no} onChange={set("no")} maxLength={64} autoFocus testId="no" />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      <Select
        label={t("stock.person")}
        value={fields.person}
        empty={t("stock.choose")}
        options={own.map((person) => ({ value: person.id, text: person.name }))}
        onChange={set("person")}
      />
      <Field
        label={t("stock.addressee")}
        value={fields.addressee}
        onChange={set("addressee")}
        maxLength={200}
        testId="addressee"
      />
    </EntryForm>
  );
}
