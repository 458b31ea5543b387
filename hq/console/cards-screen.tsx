import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceTable, Empty, Field, Search, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import type { CardRow, ConsoleOutput } from "../console-contract/index.ts";
import { CardPanel } from "./card-panel.tsx";
import { useLoaded, type Loaded } from "./console-context.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";
import { usePlace } from "./use-place.ts";
import { timeText, useTillWords } from "./words.ts";

/** Cards by the beginning of their number; with nothing typed, the stop-list. */
export function CardsScreen() {
  const { t } = useTranslation("console");
  const { part, go } = usePlace();
  const [typed, setTyped] = useState("");
  const number = typed.replaceAll(/[^0-9A-Za-z-]/g, "");
  const text = useDeferredValue(number);
  const { value, refused, reload } = useLoaded("findCards", { text });
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.cards")} about={text === "" ? t("cards.stopList") : t("cards.found")} />
          <div className="console-search">
            <Field
              label={t("cards.number")}
              value={typed}
              onChange={setTyped}
              icon={Search}
              autoFocus
              maxLength={64}
              testId="card-search"
              onKeyDown={(event) => {
                // A scanner's Enter comes before the list has followed its digits.
                const found = (text === number ? value?.cards[0]?.number : undefined) ?? number;
                if (event.key === "Enter" && found !== "") go("cards", found);
              }}
            />
          </div>
          <Found loaded={{ value, refused, reload }} text={text} />
        </>
      }
      decision={
        part === "" ? <Empty title={t("cards.choose")} /> : <CardPanel key={part} number={part} onChanged={reload} />
      }
    />
  );
}

type FoundProps = { readonly loaded: Loaded<ConsoleOutput<"findCards">>; readonly text: string };

function Found({ loaded: { value, refused, reload }, text }: FoundProps) {
  const { t } = useTranslation("console");
  const { part, go } = usePlace();
  const columns = useColumns();
  const cards = value?.cards ?? [];
  const isEmpty = value !== undefined && cards.length === 0;
  return (
    <div className="console-scroll">
      {refused !== null && <NotLoaded refused={refused} onAgain={reload} />}
      {isEmpty && text === "" && <Empty title={t("cards.noStops")} />}
      {isEmpty && text !== "" && (
        <Empty title={t("cards.none")} hints={[{ text: t("cards.openAnyway"), keys: "Enter" }]} />
      )}
      {cards.length > 0 && (
        <ChoiceTable
          label={t("place.cards")}
          rows={cards}
          columns={columns}
          keyOf={({ number }) => number}
          chosen={part}
          onChoose={({ number }) => go("cards", number)}
          testId="card"
        />
      )}
      {value?.more === true && <p className="console-more text-2">{t("cards.more")}</p>}
    </div>
  );
}

function useColumns(): Column<CardRow>[] {
  const { t } = useTranslation("console");
  const words = useTillWords();
  return [
    { title: t("cards.number"), cell: ({ number }) => <b className="console-when">{number}</b> },
    {
      title: t("cards.status"),
      cell: ({ status }) => <span className={`console-when ${toneOf(status)}`}>{words.status(status)}</span>,
    },
    { title: t("cards.since"), cell: ({ since }) => timeText(since) },
    { title: t("cards.reason"), cell: ({ reason }) => reason ?? "" },
  ];
}

function toneOf(status: string): string {
  return status === "active" ? "text-good" : status === "blocked" || status === "withdrawn" ? "text-bad" : "";
}
