import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptRow } from "../../core/contract/index.ts";
import { formatCount, formatDateTime, formatMoney } from "../../core/text/index.ts";
import { useHotkey, useScanTarget, useShell } from "../shell/index.ts";
import { ProblemNote, useLoaded, Waiting } from "../task/index.ts";
import { ChoiceTable, Empty, Field, Search, useUi } from "../ui/index.ts";
import "./finder-field.css";
import { useFocusKey } from "./use-focus-key.ts";

export type ReceiptListProps = { readonly chosen: string | null; readonly onChoose: (id: string) => void };

/** Receipts, newest first, by number or the last digits of the card; a scanned card finds its receipts. */
export function ReceiptList({ chosen, onChoose }: ReceiptListProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const { value: rows, problem } = useLoaded(
    () => shell.engine.call("listReceipts", wanted === "" ? { limit: 200 } : { text: wanted, limit: 200 }),
    wanted,
  );
  const { field, focus } = useFocusKey();
  useHotkey("F2", focus, { label: t("returns.search") });
  useScanTarget(({ code }) => setText(code.slice(-4)));
  return (
    <>
      <h1 className="visually-hidden">{t("returns.title")}</h1>
      <div className="finder-bar">
        <Field
          label={t("returns.search")}
          hideLabel
          size="large"
          icon={Search}
          placeholder={t("returns.search")}
          value={text}
          maxLength={40}
          autoFocus
          inputRef={field}
          testId="returns-search"
          onChange={setText}
          onKeyDown={(event) => {
            const first = rows?.[0];
            if ((event.key !== "Enter" && event.key !== "ArrowDown") || first === undefined) return;
            event.preventDefault();
            onChoose(first.id);
            document.querySelector<HTMLElement>("[data-testid=receipt-rows]")?.focus();
          }}
        />
      </div>
      <div className="scroll">
        <ProblemNote problem={problem} />
        {rows === null && problem === null && <Waiting />}
        {rows !== null && rows.length === 0 && <NoReceipts text={wanted} />}
        {rows !== null && rows.length > 0 && <ReceiptTable rows={rows} chosen={chosen} onChoose={onChoose} />}
      </div>
    </>
  );
}

function NoReceipts({ text }: { readonly text: string }) {
  const { t } = useTranslation("office");
  return text === "" ? (
    <Empty title={t("returns.empty")} hints={[{ text: t("returns.emptyText") }]} />
  ) : (
    <Empty title={t("returns.nothing", { text })} hints={[{ text: t("returns.nothingText") }]} />
  );
}

type ReceiptTableProps = ReceiptListProps & { readonly rows: readonly ReceiptRow[] };

function ReceiptTable({ rows, chosen, onChoose }: ReceiptTableProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <ChoiceTable
      label={t("returns.title")}
      rows={rows}
      keyOf={(row) => row.id}
      chosen={chosen}
      onChoose={(row) => onChoose(row.id)}
      testId="receipt-row"
      columns={[
        { title: t("returns.number"), cell: (row) => numberText(row, t("returns.kindReturn")) },
        { title: t("returns.time"), cell: (row) => formatDateTime(row.localAt) },
        { title: t("returns.operator"), cell: (row) => row.operator },
        { title: t("returns.card"), cell: (row) => row.card },
        { title: t("returns.positions"), number: true, cell: (row) => formatCount(row.positions, locale) },
        {
          title: t("returns.sum"),
          number: true,
          cell: (row) => formatMoney(row.kind === "return" ? -row.payableMinor : row.payableMinor, locale),
        },
      ]}
    />
  );
}

const numberText = (row: ReceiptRow, returned: string): string =>
  row.kind === "return" ? `${row.number} · ${returned}` : String(row.number);
