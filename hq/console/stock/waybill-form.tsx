import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "../../../renderer/ui/index.ts";
import type { StockPaperRow } from "../../console-contract/index.ts";
import { useDoing, useLoaded } from "../console-context.tsx";
import { usePlace } from "../use-place.ts";
import { Day, EntryForm, HolderSelect, NumbersField, useFields, type Fields } from "./form-parts.tsx";
import { newId } from "./new-id.ts";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Props = {
  readonly from: string;
  /** The request that is answered. */
  readonly request?: StockPaperRow;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** Cards leave a holder by a waybill; sent, it opens ready to be printed. */
export function WaybillForm({ from, request, onBack, onDone }: Props) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const { go } = usePlace();
  const [id] = useState(newId);
  const { fields, set } = useFields({
    from,
    to: request === undefined ? "" : `person:${request.person}`,
    no: "",
    on: stock.today,
    numbers: "",
    ground: request === undefined ? "" : t("stock.groundRequest", { no: request.no }),
    request: request?.id ?? "",
  });
  const { busy, refused, run } = useDoing("sendWaybill", () => {
    onDone();
    go("paper", stock.programme, id);
  });
  const missing = useMissing(fields);
  return (
    <EntryForm
      title={t("stock.do.send")}
      about={
        request === undefined ? names(from.slice(from.indexOf(":") + 1)) : t("stock.asked", { cards: request.cards })
      }
      action={t("stock.sendRun")}
      missing={missing}
      busy={busy}
      refused={refused}
      onRun={() =>
        void run({ ...fields, programme: stock.programme, id, request: fields.request === "" ? null : fields.request })
      }
      onBack={onBack}
      testId="waybill"
    >
      <WaybillFields fields={fields} set={set} isAnswer={request !== undefined} />
    </EntryForm>
  );
}

type Filled = {
  readonly from: string;
  readonly to: string;
  readonly no: string;
  readonly on: string;
  readonly numbers: string;
  readonly ground: string;
  readonly request: string;
};

function useMissing({ from, to, no, numbers }: Filled): string | null {
  const { t } = useTranslation("console");
  if (from === "" || to === "") return t("stock.missing.receiver");
  if (no.trim() === "") return t("stock.missing.no");
  return numbers.trim() === "" ? t("stock.missing.numbers") : null;
}

/** `isAnswer`: to a request, which says to whom it goes. */
function WaybillFields({ fields, set, isAnswer }: Fields<Filled> & { readonly isAnswer: boolean }) {
  const { t } = useTranslation("console");
  return (
    <>
      {isAnswer && (
        <HolderSelect
          label={t("stock.from")}
          value={fields.from}
          onChange={set("from")}
          fits={(holder) => holder !== fields.to}
        />
      )}
      <HolderSelect
        label={t("stock.to")}
        value={fields.to}
        onChange={set("to")}
        fits={(holder) => holder !== fields.from}
        testId="to"
      />
      <Field label={t("stock.waybillNo")} value={fields.no} onChange={set("no")} maxLength={64} testId="no" />
      <Day label={t("stock.day")} value={fields.on} onChange={set("on")} />
      <NumbersField value={fields.numbers} onChange={set("numbers")} />
      {!isAnswer && <OpenRequests value={fields.request} onChange={set("request")} />}
      <Field label={t("stock.ground")} value={fields.ground} onChange={set("ground")} maxLength={500} testId="ground" />
    </>
  );
}

/** A request that this waybill answers, if there is one. */
function OpenRequests({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const words = useStockWords();
  const loaded = useLoaded("listStockPapers", { programme: stock.programme, kind: "request", text: "", before: null });
  const open = (loaded.value?.papers ?? []).filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  return (
    <Select
      label={t("stock.byRequest")}
      value={value}
      empty={t("stock.noRequest")}
      options={open.map(({ id, no, place, subject, cards }) => ({
        value: id,
        text: t("stock.requestRow", { no, place: names(place), period: words.period(subject), cards }),
      }))}
      onChange={onChange}
      testId="request"
    />
  );
}
