import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Button,
  ChoiceTable,
  Empty,
  Field,
  KeyValue,
  Search,
  Select,
  TwoColumns,
  type Column,
} from "../../../renderer/ui/index.ts";
import type { StockPaperRow } from "../../console-contract/index.ts";
import { useLoaded, useMay } from "../console-context.tsx";
import { NotLoaded, Panel } from "../screen-parts.tsx";
import { usePlace } from "../use-place.ts";
import { countText } from "../words.ts";
import { ActForm } from "./act-form.tsx";
import { CountForm } from "./count-form.tsx";
import { csvText, saveCsv } from "./csv.ts";
import { OrderForm } from "./order-form.tsx";
import { useNames, useStock } from "./stock-context.ts";
import { dayText, useStockWords } from "./stock-words.ts";
import { WaybillForm } from "./waybill-form.tsx";

const kinds = ["waybill", "request", "order", "report", "act"] as const;
type Before = { readonly on: string; readonly id: string };

/** Waybills, requests, orders, reports and acts, the newest first. */
export function PapersTab() {
  const { t } = useTranslation("console");
  const { changed } = useStock();
  const { detail, go } = usePlace();
  const [query, setQuery] = useState<Query>({ kind: "", typed: "" });
  const [pages, setPages] = useState<readonly Before[]>([]);
  const [ordering, setOrdering] = useState(false);
  const { value, refused, reload } = usePapers(query, pages.at(-1) ?? null);
  const search = (next: Query): void => {
    setQuery(next);
    setPages([]);
  };
  const done = (): void => {
    setOrdering(false);
    reload();
    changed();
  };
  const choose = (id: string): void => {
    setOrdering(false);
    go("stock", "papers", id);
  };
  const papers = value?.papers ?? [];
  return (
    <TwoColumns
      work={
        <>
          <div className="stock-bar">
            <PaperSearch query={query} onQuery={search} />
            <SavePapers papers={papers} />
            <NewOrder onPress={() => setOrdering(true)} />
          </div>
          {refused !== null && <NotLoaded refused={refused} onAgain={reload} />}
          <PaperList papers={value?.papers} chosen={detail} onChoose={choose} />
          <Pages pages={pages} next={value?.more === true ? endOf(papers) : null} onPages={setPages} />
        </>
      }
      decision={
        ordering ? (
          <OrderForm onBack={() => setOrdering(false)} onDone={done} />
        ) : detail === "" ? (
          <Empty title={t("stock.choosePaper")} />
        ) : (
          <PaperPanel key={detail} id={detail} onDone={done} />
        )
      }
    />
  );
}

function usePapers({ kind, typed }: Query, before: Before | null) {
  const { stock } = useStock();
  return useLoaded("listStockPapers", {
    programme: stock.programme,
    kind: kinds.find((each) => each === kind) ?? null,
    text: useDeferredValue(typed.trim()),
    before,
  });
}

/** Where the next page begins. */
function endOf(papers: readonly StockPaperRow[]): Before | null {
  const last = papers.at(-1);
  return last === undefined ? null : { on: last.on, id: last.id };
}

function NewOrder({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation("console");
  const may = useMay("stock.keep");
  return may ? (
    <Button onPress={onPress} testId="new-order">
      {t("stock.newOrder")}
    </Button>
  ) : null;
}

type Query = { readonly kind: string; readonly typed: string };
type SearchProps = { readonly query: Query; readonly onQuery: (query: Query) => void };

function PaperSearch({ query, onQuery }: SearchProps) {
  const { t } = useTranslation("console");
  return (
    <>
      <Select
        label={t("stock.kind")}
        value={query.kind}
        empty={t("stock.allPapers")}
        options={kinds.map((each) => ({ value: each, text: t(`stock.papers.${each}`) }))}
        onChange={(kind) => onQuery({ ...query, kind })}
        testId="paper-kind"
      />
      <Field
        label={t("stock.searchPapers")}
        value={query.typed}
        onChange={(typed) => onQuery({ ...query, typed })}
        icon={Search}
        maxLength={100}
      />
    </>
  );
}

type PagesProps = {
  /** Ends of the pages before this one. */
  readonly pages: readonly Before[];
  readonly next: Before | null;
  readonly onPages: (pages: readonly Before[]) => void;
};

function Pages({ pages, next, onPages }: PagesProps) {
  const { t } = useTranslation("console");
  if (pages.length === 0 && next === null) return null;
  return (
    <div className="console-pages">
      {pages.length > 0 && <Button onPress={() => onPages(pages.slice(0, -1))}>{t("audit.newer")}</Button>}
      {next !== null && <Button onPress={() => onPages([...pages, next])}>{t("audit.older")}</Button>}
    </div>
  );
}

type TableProps = {
  readonly papers: readonly StockPaperRow[] | undefined;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

function PaperList({ papers, chosen, onChoose }: TableProps) {
  const { t } = useTranslation("console");
  const columns = useColumns();
  return (
    <div className="console-scroll">
      {papers?.length === 0 && <Empty title={t("stock.noPapers")} />}
      {papers !== undefined && papers.length > 0 && (
        <ChoiceTable
          label={t("stock.part.papers")}
          rows={papers}
          columns={columns}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={({ id }) => onChoose(id)}
          testId="paper"
        />
      )}
    </div>
  );
}

function useColumns(): Column<StockPaperRow>[] {
  const { t, i18n } = useTranslation("console");
  const words = useStockWords();
  return [
    { title: t("stock.day"), cell: ({ on }) => <span className="console-when">{dayText(on)}</span> },
    { title: t("stock.paperTitle"), cell: ({ kind, no }) => <b>{`${words.paper(kind)} № ${no}`}</b> },
    { title: t("stock.about"), cell: ({ subject }) => words.period(subject) },
    { title: t("stock.cards"), number: true, cell: ({ cards }) => countText(cards, i18n.language) },
    {
      title: t("stock.stateTitle"),
      cell: (row) => <span className={row.state === "differs" ? "text-warn" : ""}>{words.paperState(row)}</span>,
    },
  ];
}

function SavePapers({ papers }: { readonly papers: readonly StockPaperRow[] }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const words = useStockWords();
  const header = [
    t("stock.day"),
    t("stock.paperTitle"),
    "№",
    t("stock.about"),
    t("stock.cards"),
    t("stock.stateTitle"),
  ];
  const save = (): void =>
    saveCsv(
      t("stock.file.papers", { day: stock.today }),
      csvText(
        header,
        papers.map((row) => [
          dayText(row.on),
          words.paper(row.kind),
          row.no,
          words.period(row.subject),
          row.cards,
          words.paperState(row),
        ]),
      ),
    );
  return (
    <Button onPress={save} disabledReason={papers.length === 0 ? t("stock.nothingToSave") : null}>
      {t("stock.csv")}
    </Button>
  );
}

type PanelProps = { readonly id: string; readonly onDone: () => void };

/** One paper: what it says, how it stands, and the step that it waits for. */
function PaperPanel({ id, onDone }: PanelProps) {
  const { t, i18n } = useTranslation("console");
  const { stock } = useStock();
  const names = useNames();
  const words = useStockWords();
  const { go } = usePlace();
  const [acting, setActing] = useState(false);
  const may = useMay("stock.keep");
  const { value, refused, reload } = useLoaded("stockPaper", { programme: stock.programme, id });
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return null;
  const { row, numbers } = value;
  const back = (): void => setActing(false);
  const done = (): void => {
    back();
    reload();
    onDone();
  };
  if (acting) return <NextStep row={row} numbers={numbers} onBack={back} onDone={done} />;
  const next = nextOf(row);
  return (
    <Panel
      title={`${words.paper(row.kind)} № ${row.no}`}
      about={dayText(row.on)}
      testId="paper-panel"
      actions={
        <div className="console-actions">
          <Button onPress={() => go("paper", stock.programme, row.id)} testId="open-paper">
            {t("stock.openPaper")}
          </Button>
          {may && next !== null && (
            <Button kind="main" size="large" wide onPress={() => setActing(true)} testId="paper-next">
              {t(`stock.nextStep.${next}`)}
            </Button>
          )}
        </div>
      }
    >
      <div>
        <KeyValue label={t("stock.stateTitle")}>{words.paperState(row)}</KeyValue>
        <KeyValue label={t("stock.cards")}>{countText(row.cards, i18n.language)}</KeyValue>
        {names(row.person) !== "" && <KeyValue label={t("stock.person")}>{names(row.person)}</KeyValue>}
      </div>
      <p>{words.period(row.subject)}</p>
      {numbers !== "" && <p className="stock-numbers text-2">{numbers}</p>}
    </Panel>
  );
}

type Next = "count" | "send" | "writeOff";

function nextOf({ kind, state }: StockPaperRow): Next | null {
  if (kind === "waybill" && state === "sent") return "count";
  if (kind === "request" && state === "open") return "send";
  return kind === "report" && state === "open" ? "writeOff" : null;
}

type StepProps = {
  readonly row: StockPaperRow;
  readonly numbers: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

function NextStep({ row, numbers, ...form }: StepProps) {
  const { stock } = useStock();
  const centre = stock.places.find(({ kind }) => kind === "centre");
  if (row.kind === "waybill") return <CountForm row={row} numbers={numbers} {...form} />;
  if (row.kind === "report") return <ActForm holder="" report={row} {...form} />;
  return <WaybillForm from={centre ? `place:${centre.id}` : ""} request={row} {...form} />;
}
