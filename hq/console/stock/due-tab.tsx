import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Empty, Money, Select, TwoColumns, type Column } from "../../../renderer/ui/index.ts";
import type { ConsoleOutput, StockDue } from "../../console-contract/index.ts";
import { useLoaded, useMay } from "../console-context.tsx";
import { NotLoaded } from "../screen-parts.tsx";
import { csvText, saveCsv } from "./csv.ts";
import { RequestForm } from "./request-form.tsx";
import { RevenueForm } from "./revenue-form.tsx";
import { useNames, useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

/** What each organisation of a branch earns by its revenue, what it got, and the request for the rest. */
export function DueTab() {
  const { t } = useTranslation("console");
  const { stock, changed } = useStock();
  const words = useStockWords();
  const branches = stock.places.filter(({ kind }) => kind === "branch");
  const [place, setPlace] = useState(branches[0]?.id ?? "");
  const [period, setPeriod] = useState(stock.periods[0]?.period ?? "");
  if (place === "" || period === "") return <Empty title={t("stock.noBranches")} />;
  const bar = (
    <>
      <Select
        label={t("stock.branch")}
        value={place}
        options={branches.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={setPlace}
        testId="branch"
      />
      <Select
        label={t("stock.period")}
        value={period}
        options={stock.periods.map((each) => ({ value: each.period, text: words.period(each.period) }))}
        onChange={setPeriod}
        testId="period"
      />
    </>
  );
  return <Due key={`${place} ${period}`} place={place} period={period} bar={bar} onChanged={changed} />;
}

type DueProps = {
  readonly place: string;
  readonly period: string;
  readonly bar: React.ReactNode;
  readonly onChanged: () => void;
};
type Open = { readonly kind: "row"; readonly organisation: string } | { readonly kind: "new" | "request" } | null;

function Due({ place, period, bar, onChanged }: DueProps) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [open, setOpen] = useState<Open>(null);
  const may = useMay("stock.keep");
  const { value, refused, reload } = useLoaded("listStockDue", { programme: stock.programme, place, period });
  const rows = value?.rows ?? [];
  const back = (): void => setOpen(null);
  const done = (): void => {
    back();
    reload();
    onChanged();
  };
  const row = open?.kind === "row" ? rows.find(({ organisation }) => organisation === open.organisation) : undefined;
  const left = (value?.due ?? 0) - (value?.given ?? 0);
  return (
    <TwoColumns
      work={
        <>
          <div className="stock-bar">
            {bar}
            {may && (
              <Button onPress={() => setOpen({ kind: "new" })} testId="new-revenue">
                {t("stock.addRevenue")}
              </Button>
            )}
          </div>
          {refused !== null && <NotLoaded refused={refused} onAgain={reload} />}
          <DueList
            rows={value?.rows}
            chosen={row?.organisation ?? null}
            onChoose={(organisation) => setOpen({ kind: "row", organisation })}
          />
          {value !== undefined && rows.length > 0 && (
            <DueFoot {...{ value, place, period }} onRequest={() => setOpen({ kind: "request" })} />
          )}
        </>
      }
      decision={
        open?.kind === "request" ? (
          <RequestForm place={place} period={period} cards={left} onBack={back} onDone={done} />
        ) : may && (open?.kind === "new" || row !== undefined) ? (
          <RevenueForm key={row?.organisation ?? ""} {...{ place, period, row }} onBack={back} onDone={done} />
        ) : (
          <Empty title={t("stock.chooseOrganisation")} hints={[{ text: t("stock.dueAbout") }]} />
        )
      }
    />
  );
}

type FootProps = {
  readonly value: ConsoleOutput<"listStockDue">;
  readonly place: string;
  readonly period: string;
  readonly onRequest: () => void;
};

/** What is due in all, and the request for what is not given yet. */
function DueFoot({ value: { rows, due, given }, place, period, onRequest }: FootProps) {
  const { t } = useTranslation("console");
  const may = useMay("stock.keep");
  return (
    <div className="stock-foot">
      <b>{t("stock.dueTotal", { due, given })}</b>
      <SaveDue rows={rows} place={place} period={period} />
      {may && due > given && (
        <Button onPress={onRequest} testId="new-request">
          {t("stock.newRequest", { cards: due - given })}
        </Button>
      )}
    </div>
  );
}

type TableProps = {
  readonly rows: readonly StockDue[] | undefined;
  readonly chosen: string | null;
  readonly onChoose: (organisation: string) => void;
};

function DueList({ rows, chosen, onChoose }: TableProps) {
  const { t } = useTranslation("console");
  const columns = useColumns();
  return (
    <div className="console-scroll">
      {rows?.length === 0 && <Empty title={t("stock.noRevenue")} hints={[{ text: t("stock.noRevenueHint") }]} />}
      {rows !== undefined && rows.length > 0 && (
        <ChoiceTable
          label={t("stock.part.due")}
          rows={rows}
          columns={columns}
          keyOf={({ organisation }) => organisation}
          chosen={chosen}
          onChoose={({ organisation }) => onChoose(organisation)}
          testId="due"
        />
      )}
    </div>
  );
}

function useColumns(): Column<StockDue>[] {
  const { t } = useTranslation("console");
  return [
    { title: t("stock.organisation"), cell: ({ name }) => <b>{name}</b> },
    { title: t("stock.revenue"), number: true, cell: ({ minor }) => (minor === null ? "—" : <Money minor={minor} />) },
    { title: t("stock.due"), number: true, cell: ({ due }) => due },
    { title: t("stock.given"), number: true, cell: ({ given }) => given },
    { title: t("stock.left"), number: true, cell: ({ due, given }) => <b>{Math.max(0, due - given)}</b> },
  ];
}

type SaveProps = { readonly rows: readonly StockDue[]; readonly place: string; readonly period: string };

function SaveDue({ rows, place, period }: SaveProps) {
  const { t } = useTranslation("console");
  const names = useNames();
  const header = [t("stock.organisation"), t("stock.revenue"), t("stock.due"), t("stock.given"), t("stock.paperTitle")];
  const amount = (minor: number | null): string => (minor === null ? "" : (minor / 100).toFixed(2).replace(".", ","));
  const save = (): void =>
    saveCsv(
      t("stock.file.due", { place: names(place), period }),
      csvText(
        header,
        rows.map(({ name, minor, due, given, paper }) => [name, amount(minor), due, given, paper]),
      ),
    );
  return (
    <Button onPress={save} disabledReason={rows.length === 0 ? t("stock.nothingToSave") : null}>
      {t("stock.csv")}
    </Button>
  );
}
