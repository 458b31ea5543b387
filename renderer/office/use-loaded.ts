import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Answer } from "../../core/contract/index.ts";
import { problemOf, type Problem } from "./problem-of.ts";

export type Loaded<T> = {
  /** Null until the first answer. */
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly reload: () => void;
};

/**
 * Asks the engine when the component comes on screen and whenever `on` changes; an answer that arrives after a newer
 * question is dropped. What was shown stays until the next answer.
 */
export function useLoaded<T>(
  ask: () => Promise<{ readonly ok: T } | Exclude<Answer, { ok: unknown }>>,
  on: string,
): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; problem: Problem | null }>({ value: null, problem: null });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  useLayoutEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    let wanted = true;
    void latest.current().then((answer) => {
      if (!wanted) return;
      if ("ok" in answer) setState({ value: answer.ok, problem: null });
      else setState((before) => ({ ...before, problem: problemOf(answer) }));
    });
    return () => {
      wanted = false;
    };
  }, [on, turn]);
  return { ...state, reload: () => setTurn((before) => before + 1) };
}
