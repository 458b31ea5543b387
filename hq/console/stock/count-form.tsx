import { useTranslation } from "react-i18next";
import { Button, Field } from "../../../renderer/ui/index.ts";
import type { StockPaperRow } from "../../console-contract/index.ts";
import { useDoing } from "../console-context.tsx";
import { Day, EntryForm, NumbersField, useFields } from "./form-parts.tsx";
import { useStock } from "./stock-context.ts";

type Props = {
  readonly row: StockPaperRow;
  /** As sent. */
  readonly numbers: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** What was counted at the end of the way: what differs becomes lines that a person resolves. */
export function CountForm({ row, numbers, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const { fields, set } = useFields({ on: stock.today, numbers: "", receiver: "" });
  const { busy, refused, run } = useDoing("receiveWaybill", onDone);
  const isNone = fields.numbers.trim() === "";
  return (
    <EntryForm
      title={t("stock.count")}
      about={t("stock.countAbout", { no: row.no, cards: row.cards })}
      action={isNone ? t("stock.countNone") : t("stock.countRun")}
      danger={isNone}
      missing={fields.receiver.trim() === "" ? t("stock.missing.receiverName") : null}
      busy={busy}
      refused={refused}
      onRun={() => void run({ programme: stock.programme, id: row.id, version: row.version, ...fields })}
      onBack={onBack}
      testId="count"
    >
      <p className="stock-sent">{t("stock.sentNumbers", { numbers })}</p>
      <Button onPress={() => set("numbers")(numbers)} testId="count-all">
        {t("stock.allAsSent")}
      </Button>
      <NumbersField label={t("stock.counted")} value={fields.numbers} onChange={set("numbers")} />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      <Field
        label={t("stock.receiver")}
        value={fields.receiver}
        onChange={set("receiver")}
        maxLength={200}
        testId="receiver"
      />
    </EntryForm>
  );
}
