import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatCount } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";
import { withPieces, type Denominations, type Pieces } from "./cash-count.ts";

export type CashPiecesProps = {
  readonly kinds: Denominations;
  readonly pieces: Pieces;
  readonly onPieces: (pieces: Pieces) => void;
};

/** How many of each note and coin: Enter goes on to the next kind. */
export function CashPieces({ kinds, pieces, onPieces }: CashPiecesProps) {
  const { t } = useTranslation("office");
  const part = (title: string, values: readonly number[]) => (
    <div role="group" aria-label={title} className="pieces">
      <span className="text-label">{title}</span>
      {values.map((minor) => (
        <PieceRow
          key={minor}
          minor={minor}
          count={pieces[minor] ?? 0}
          first={minor === kinds.notes[0]}
          onText={(text) => onPieces(withPieces(pieces, minor, text))}
        />
      ))}
    </div>
  );
  return (
    <div className="pieces-columns">
      {part(t("shift.closing.notes"), kinds.notes)}
      {part(t("shift.closing.coins"), kinds.coins)}
    </div>
  );
}

type PieceRowProps = {
  readonly minor: number;
  readonly count: number;
  readonly first: boolean;
  readonly onText: (text: string) => void;
};

function PieceRow({ minor, count, first, onText }: PieceRowProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const name = minor < 100 ? t("shift.closing.kopecks", { count: minor }) : formatCount(minor / 100, locale);
  return (
    <label className="piece">
      <span>{name}</span>
      <input
        inputMode="numeric"
        autoComplete="off"
        autoFocus={first}
        aria-label={t("shift.closing.pieces", { value: name })}
        data-testid={`pieces-${minor}`}
        value={count === 0 ? "" : String(count)}
        onFocus={(event) => event.target.select()}
        onKeyDown={goOnWithEnter}
        onChange={(event) => onText(event.target.value)}
      />
    </label>
  );
}

function goOnWithEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const fields = [...(event.currentTarget.closest(".pieces-columns")?.querySelectorAll("input") ?? [])];
  fields[fields.indexOf(event.currentTarget) + 1]?.focus();
}
