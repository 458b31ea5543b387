import { useState } from "react";
import type { CardView } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { type Problem, problemOf } from "../task/index.ts";

export type CardSearch = {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly card: CardView | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  /** Looks a scanned or typed number up; the card shown before stays until another is found. */
  find(number: string): Promise<void>;
  show(card: CardView): void;
};

export function useCardSearch(): CardSearch {
  const shell = useShell();
  const [text, setText] = useState("");
  const [card, setCard] = useState<CardView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    text,
    setText,
    card,
    problem,
    busy,
    async find(number) {
      const wanted = number.replaceAll(/\s/g, "");
      if (wanted === "") return;
      setText(wanted);
      setBusy(true);
      const answer = await shell.engine.call("findCard", { number: wanted });
      setBusy(false);
      setProblem(problemOf(answer));
      setCard("ok" in answer ? answer.ok : null);
      shell.sounds.play("ok" in answer ? "card" : "refused");
    },
    show(found) {
      setProblem(null);
      setCard(found);
    },
  };
}
