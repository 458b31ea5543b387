import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  ChoiceTable,
  Empty,
  KeyValue,
  Segmented,
  Select,
  TwoColumns,
  type Column,
} from "../../../renderer/ui/index.ts";
import type { ConsoleOutput, StockDifference } from "../../console-contract/index.ts";
import { useDoing, useLoaded, useMay } from "../console-context.tsx";
import { ReasonForm } from "../reason-form.tsx";
import { NotLoaded, Panel } from "../screen-parts.tsx";
import { timeText } from "../words.ts";
import { useStock } from "./stock-context.ts";
import { dayText, useStockWords, useWords } from "./stock-words.ts";

/** What tills, counts and the books do not agree on, until a person has looked at it. */
export function DifferencesTab() {
  const { t } = useTranslation("console");
  const { stock, changed } = useStock();
  const [which, setWhich] = useState<Which>("open");
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = { programme: stock.programme, open: which === "open" };
  const { value, refused, reload } = useLoaded("listStockDifferences", asked);
  const row = value?.differences.find(({ id }) => id === chosen);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <div className="stock-bar">
            <span className="text-2">{t("stock.differencesAbout")}</span>
            <WhichSwitch which={which} onChange={setWhich} />
          </div>
          <Lines
            loaded={value}
            none={t(`disputes.none.${which}`)}
            chosen={chosen}
            onChoose={({ id }) => setChosen(id)}
          />
        </>
      }
      decision={
        row === undefined ? (
          <Empty title={t("disputes.choose")} />
        ) : (
          <DifferencePanel
            key={row.id}
            row={row}
            onDone={() => {
              reload();
              changed();
            }}
          />
        )
      }
    />
  );
}

type Which = "open" | "settled";

function WhichSwitch({ which, onChange }: { readonly which: Which; readonly onChange: (which: Which) => void }) {
  const { t } = useTranslation("console");
  return (
    <Segmented
      label={t("disputes.which")}
      value={which}
      onChange={onChange}
      segments={[
        { value: "open", label: t("disputes.open") },
        { value: "settled", label: t("disputes.settled"), testId: "settled" },
      ]}
    />
  );
}

type LinesProps = {
  readonly loaded: ConsoleOutput<"listStockDifferences"> | undefined;
  readonly none: string;
  readonly chosen: string | null;
  readonly onChoose: (row: StockDifference) => void;
};

function Lines({ loaded, none, chosen, onChoose }: LinesProps) {
  const { t } = useTranslation("console");
  const columns = useColumns();
  const rows = loaded?.differences ?? [];
  return (
    <div className="console-scroll">
      {loaded !== undefined && rows.length === 0 && <Empty title={none} />}
      {rows.length > 0 && (
        <ChoiceTable
          label={t("stock.part.differences")}
          rows={rows}
          columns={columns}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={onChoose}
          testId="difference"
        />
      )}
      {loaded?.more === true && <p className="console-more text-2">{t("disputes.more")}</p>}
    </div>
  );
}

function useColumns(): Column<StockDifference>[] {
  const { t } = useTranslation("console");
  const text = useWords();
  return [
    { title: t("stock.day"), cell: ({ on }) => <span className="console-when">{dayText(on)}</span> },
    { title: t("disputes.what"), cell: ({ title }) => <b>{text(title)}</b> },
    { title: t("stock.source"), cell: ({ source }) => source },
    { title: t("stock.numbers"), cell: ({ numbers }) => <span className="stock-numbers">{numbers}</span> },
  ];
}

type PanelProps = { readonly row: StockDifference; readonly onDone: () => void };

function DifferencePanel({ row, onDone }: PanelProps) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const text = useWords();
  const words = useStockWords();
  const may = useMay("stock.keep");
  const [to, setTo] = useState(row.choices[0]?.holder ?? "");
  const { busy, refused, run } = useDoing("settleStockDifference", onDone);
  const isOpen = row.settledAt === null;
  const settle = (note: string): void =>
    void run({ programme: stock.programme, id: row.id, to: to === "" ? null : to, note });
  return (
    <Panel
      title={text(row.title)}
      about={t("stock.clause", { clause: row.clause })}
      testId="difference-panel"
      actions={
        may &&
        isOpen && (
          <ReasonForm
            label={t("disputes.note")}
            action={to === "" ? t("stock.settleNote") : t("stock.settleBook")}
            busy={busy}
            refused={refused}
            onRun={settle}
            testId="settle-stock"
          />
        )
      }
    >
      <Facts row={row} />
      {isOpen && row.choices.length > 0 && (
        <Select
          label={t("stock.bookTo")}
          value={to}
          empty={t("stock.bookNowhere")}
          options={row.choices.map(({ holder, name }) => ({ value: holder, text: words.holder(holder, name) }))}
          onChange={setTo}
          testId="book-to"
        />
      )}
      {row.settledAt !== null && (
        <p className="text-2">
          {t("disputes.settledBy", { name: row.settledBy ?? "", time: timeText(row.settledAt), note: row.note ?? "" })}
        </p>
      )}
    </Panel>
  );
}

function Facts({ row }: { readonly row: StockDifference }) {
  const { t } = useTranslation("console");
  const words = useStockWords();
  return (
    <>
      <div>
        <KeyValue label={t("stock.cards")}>{row.cards}</KeyValue>
        <KeyValue label={t("stock.source")}>{row.source}</KeyValue>
        <KeyValue label={t("stock.byBooks")}>
          {row.holder === "" ? t("stock.nobody") : words.holder(row.holder, row.holderName)}
        </KeyValue>
      </div>
      <p className="stock-numbers">{row.numbers}</p>
    </>
  );
}
