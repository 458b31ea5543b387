import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { useScanTarget } from "../shell/index.ts";
import { ProblemNote, Waiting } from "../task/index.ts";
import { TwoColumns } from "../ui/index.ts";
import { BlockForm } from "./block-form.tsx";
import { CardFinder } from "./card-finder.tsx";
import { CardHistory } from "./card-history.tsx";
import { CardMoves, type CardMove } from "./card-moves.tsx";
import { CardState } from "./card-state.tsx";
import "./cards.css";
import { MoveForm } from "./move-form.tsx";
import { PanelHead } from "./panel-head.tsx";
import { useCardSearch, type CardSearch } from "./use-card-search.ts";

/** A card by scan or number: its state, its history, and what may be done with it. */
export function CardsScreen() {
  const search = useCardSearch();
  const [move, setMove] = useState<CardMove | null>(null);
  useScanTarget(({ code }) => search.find(code));
  const done = (card: CardView): void => {
    setMove(null);
    search.show(card);
  };
  const current = search.card?.moves.find(({ move: id }) => id === move?.move) ?? null;
  return (
    <TwoColumns
      work={<FoundCard search={search} chosen={current} onMove={setMove} />}
      decision={
        search.card !== null && current !== null ? (
          <MoveForm key={current.move} card={search.card} move={current} onMoved={done} onBack={() => setMove(null)} />
        ) : (
          <BlockColumn key={search.card?.number} card={search.card} onBlocked={done} />
        )
      }
    />
  );
}

type FoundCardProps = {
  readonly search: CardSearch;
  readonly chosen: CardMove | null;
  readonly onMove: (move: CardMove) => void;
};

function FoundCard({ search, chosen, onMove }: FoundCardProps) {
  const { t } = useTranslation("office");
  const { card } = search;
  return (
    <>
      {card === null && <h1 className="visually-hidden">{t("cards.find")}</h1>}
      <div className="finder-bar">
        <CardFinder search={search} autoFocus />
      </div>
      {search.problem !== null && (
        <div className="section">
          <ProblemNote problem={search.problem} steps={false} />
        </div>
      )}
      {card !== null && (
        <div className="scroll" data-testid="card-view">
          <header className="found-card">
            <div>
              <h1>{spaced(card.number)}</h1>
              <p className="text-2">{card.programme}</p>
            </div>
            <CardState card={card} />
          </header>
          <CardMoves card={card} chosen={chosen} onMove={onMove} />
          <CardHistory card={card} />
        </div>
      )}
      {card === null && search.problem === null && (search.busy ? <Waiting /> : <NothingFound />)}
    </>
  );
}

function NothingFound() {
  const { t } = useTranslation("office");
  return (
    <div className="empty">
      <b>{t("cards.empty")}</b>
      <span>{t("cards.emptyText")}</span>
    </div>
  );
}

type BlockColumnProps = { readonly card: CardView | null; readonly onBlocked: (card: CardView) => void };

function BlockColumn({ card, onBlocked }: BlockColumnProps) {
  const { t } = useTranslation("office");
  return (
    <div className="office-panel">
      <PanelHead title={t("cards.block.title")} text={card === null ? t("cards.scan") : card.masked} />
      <BlockForm card={card} onBlocked={onBlocked} />
    </div>
  );
}

/** A long number in groups of four, as people read it out. */
const spaced = (number: string): string => number.replace(/(.{4})(?=.)/g, "$1 ");
