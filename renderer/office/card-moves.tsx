import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { Button, Icon, Lock } from "../ui/index.ts";

export type CardMove = CardView["moves"][number];

export type CardMovesProps = {
  readonly card: CardView;
  readonly chosen: CardMove | null;
  readonly onMove: (move: CardMove) => void;
};

/** What else may be done with the card; what may not says why, with its clause. Blocking has its own place. */
export function CardMoves({ card, chosen, onMove }: CardMovesProps) {
  const { t } = useTranslation("office");
  const moves = card.moves.filter(({ move }) => move !== "block");
  return (
    <section className="section">
      <h2 className="section-title">{t("cards.moves")}</h2>
      {moves.length === 0 && <p className="text-2">{t("cards.noMoves")}</p>}
      <ul>
        {moves.map((move) => (
          <li key={move.move} className="move" data-testid={`move-${move.move}`}>
            <span>
              {move.title}
              <span className="text-small text-3 second-line">
                {move.why !== null && <Icon of={Lock} size={16} />}
                {move.why ?? t("common.clause", { clause: move.clause })}
              </span>
            </span>
            {(move.allowed || move.withManager === true) && (
              <Button selected={move.move === chosen?.move} onPress={() => onMove(move)}>
                {t("cards.moveButton")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
