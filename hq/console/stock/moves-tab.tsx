import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Empty, Field, ScrollBox, Search } from "../../../renderer/ui/index.ts";
import type { StockMove } from "../../console-contract/index.ts";
import { useLoaded } from "../console-context.tsx";
import { NotLoaded } from "../screen-parts.tsx";
import { countText } from "../words.ts";
import { csvText, saveCsv } from "./csv.ts";
import { useStock } from "./stock-context.ts";
import { dayText, useStockWords } from "./stock-words.ts";

/** Every movement, the newest first. */
export function MovesTab() {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const [pages, setPages] = useState<readonly number[]>([]);
  const before = pages.at(-1) ?? null;
  const { value, refused, reload } = useLoaded("listStockMoves", {
    programme: stock.programme,
    holder: "",
    text,
    before,
  });
  const last = value?.moves.at(-1);
  return (
    <section className="columns-work console-alone">
      <div className="stock-bar">
        <Field
          label={t("stock.searchMoves")}
          hideLabel
          placeholder={t("stock.searchMoves")}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setPages([]);
          }}
          icon={Search}
          maxLength={100}
          autoFocus
          testId="moves-search"
        />
        <SaveMoves moves={value?.moves ?? []} />
      </div>
      <ScrollBox className="console-scroll" label={t("stock.part.moves")}>
        {refused !== null && <NotLoaded refused={refused} onAgain={reload} />}
        {value?.moves.length === 0 && <Empty title={text === "" ? t("stock.noMoves") : t("audit.none")} />}
        {value !== undefined && value.moves.length > 0 && <Moves moves={value.moves} />}
      </ScrollBox>
      {(pages.length > 0 || value?.more === true) && (
        <div className="console-pages">
          {pages.length > 0 && <Button onPress={() => setPages(pages.slice(0, -1))}>{t("audit.newer")}</Button>}
          {value?.more === true && last !== undefined && (
            <Button onPress={() => setPages([...pages, last.seq])}>{t("audit.older")}</Button>
          )}
        </div>
      )}
    </section>
  );
}

function useMoveCells(): (
  move: StockMove,
) => readonly [string, string, string, string, string, number, string, string] {
  const words = useStockWords();
  return ({ on, kind, from, fromName, to, toName, numbers, cards, about, by }) => [
    dayText(on),
    words.move(kind),
    words.holder(from, fromName),
    words.holder(to, toName),
    numbers,
    cards,
    about,
    by,
  ];
}

function useHeader(): readonly string[] {
  const { t } = useTranslation("console");
  return [
    t("stock.day"),
    t("stock.what"),
    t("stock.from"),
    t("stock.to"),
    t("stock.numbers"),
    t("stock.cards"),
    t("stock.paperOrWhom"),
    t("stock.by"),
  ];
}

function SaveMoves({ moves }: { readonly moves: readonly StockMove[] }) {
  const { t } = useTranslation("console");
  const { stock } = useStock();
  const cells = useMoveCells();
  const header = useHeader();
  const save = (): void => saveCsv(t("stock.file.moves", { day: stock.today }), csvText(header, moves.map(cells)));
  return (
    <Button onPress={save} disabledReason={moves.length === 0 ? t("stock.nothingToSave") : null} testId="moves-csv">
      {t("stock.csv")}
    </Button>
  );
}

function Moves({ moves }: { readonly moves: readonly StockMove[] }) {
  const { i18n } = useTranslation("console");
  const cells = useMoveCells();
  const header = useHeader();
  return (
    <table className="table stock-moves" data-testid="moves">
      <thead>
        <tr>
          {header.map((title, at) => (
            <th key={title} className={at === 5 ? "number" : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => {
          const [day, what, from, to, numbers, cards, about, by] = cells(move);
          return (
            <tr key={move.seq}>
              <td className="console-when">{day}</td>
              <td>
                <b>{what}</b>
              </td>
              <td>{from}</td>
              <td>{to}</td>
              <td className="stock-numbers">{numbers}</td>
              <td className="number">{countText(cards, i18n.language)}</td>
              <td>{about}</td>
              <td>{by}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
