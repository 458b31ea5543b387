import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Empty, TwoColumns, type Column } from "../../../renderer/ui/index.ts";
import type { StockView } from "../../console-contract/index.ts";
import { useMay } from "../console-context.tsx";
import { usePlace } from "../use-place.ts";
import { countText } from "../words.ts";
import { csvText, saveCsv } from "./csv.ts";
import { HolderPanel } from "./holder-panel.tsx";
import { ReceiveForm } from "./receive-form.tsx";
import { useStock } from "./stock-context.ts";
import { useStockWords } from "./stock-words.ts";

type Row = { readonly holder: string; readonly name: string; readonly about: string; readonly cards: number };

/** Who has how many cards by the books: stores with their responsible persons, then what is under way or put aside. */
export function HoldingsTab() {
  const { t } = useTranslation("console");
  const { stock, changed } = useStock();
  const { detail, go } = usePlace();
  const [receiving, setReceiving] = useState(false);
  const rows = useRows(stock);
  const row = rows.find(({ holder }) => holder === decodeURIComponent(detail));
  const columns = useColumns();
  const back = (): void => setReceiving(false);
  const done = (): void => {
    back();
    changed();
  };
  return (
    <TwoColumns
      work={
        <>
          <HoldingsBar rows={rows} onReceive={() => setReceiving(true)} />
          <div className="console-scroll">
            {rows.length === 0 ? (
              <Empty title={t("stock.noPlaces")} hints={[{ text: t("stock.noPlacesHint") }]} />
            ) : (
              <ChoiceTable
                label={t("stock.part.holdings")}
                rows={rows}
                columns={columns}
                keyOf={({ holder }) => holder}
                chosen={row?.holder ?? null}
                onChoose={({ holder }) => {
                  back();
                  go("stock", "holdings", encodeURIComponent(holder));
                }}
                testId="holding"
              />
            )}
          </div>
        </>
      }
      decision={
        receiving ? (
          <ReceiveForm onBack={back} onDone={done} />
        ) : row === undefined ? (
          <Empty title={t("stock.chooseHolder")} />
        ) : (
          <HolderPanel key={row.holder} holder={row.holder} name={row.name} cards={row.cards} />
        )
      }
    />
  );
}

function useColumns(): Column<Row>[] {
  const { t, i18n } = useTranslation("console");
  return [
    { title: t("stock.who"), cell: ({ name }) => <b>{name}</b> },
    { title: t("stock.where"), cell: ({ about }) => about },
    { title: t("stock.cards"), number: true, cell: ({ cards }) => countText(cards, i18n.language) },
  ];
}

type BarProps = { readonly rows: readonly Row[]; readonly onReceive: () => void };

function HoldingsBar({ rows, onReceive }: BarProps) {
  const { t, i18n } = useTranslation("console");
  const { stock } = useStock();
  const may = useMay("stock.keep");
  const columns = useColumns();
  const total = stock.holdings.reduce((sum, { cards }) => sum + cards, 0);
  const save = (): void =>
    saveCsv(
      t("stock.file.holdings", { day: stock.today }),
      csvText(
        columns.map(({ title }) => title),
        rows.map(({ name, about, cards }) => [name, about, cards]),
      ),
    );
  return (
    <div className="stock-bar">
      <span className="text-2">{t("stock.total", { cards: countText(total, i18n.language) })}</span>
      <Button onPress={save}>{t("stock.csv")}</Button>
      {may && stock.places.length > 0 && (
        <Button onPress={onReceive} testId="stock-receive">
          {t("stock.receive")}
        </Button>
      )}
    </div>
  );
}

/** Stores and persons stand there also with nothing; whatever else only while it holds cards. */
function useRows({ places, persons, holdings }: StockView): Row[] {
  const { t } = useTranslation("console");
  const words = useStockWords();
  const cards = new Map(holdings.map((each) => [each.holder, each.cards]));
  const own = places.flatMap((place): Row[] => [
    {
      holder: `place:${place.id}`,
      name: place.name,
      about: t(`stock.placeKind.${place.kind}`),
      cards: cards.get(`place:${place.id}`) ?? 0,
    },
    ...persons
      .filter((person) => person.place === place.id)
      .map(({ id, name }) => ({
        holder: `person:${id}`,
        name,
        about: t("stock.personOf", { place: place.name }),
        cards: cards.get(`person:${id}`) ?? 0,
      })),
  ]);
  const known = new Set(own.map(({ holder }) => holder));
  const rest = holdings
    .filter(({ holder }) => !known.has(holder))
    .map((each) => ({ holder: each.holder, name: words.holder(each.holder, each.name), about: "", cards: each.cards }));
  return [...own, ...rest];
}
