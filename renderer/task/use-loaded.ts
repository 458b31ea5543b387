import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Answer } from "../../core/contract/index.ts";
import { useUi } from "../ui/index.ts";
import { problemOf, type Problem } from "./problem-of.ts";

export type Loaded<T> = {
  /** Null until the first answer. */
  readonly value: T | null;
  readonly problem: Problem | null;
  /** The `on` that `value` answers: another than the present one while the engine is being asked again. */
  readonly answers: string | null;
};

/**
 * Asks the engine when the component comes on screen and whenever `on` or the language changes; an answer that arrives
 * after a newer question is dropped. What was shown stays until the next answer.
 */
export function useLoaded<T>(
  ask: () => Promise<{ readonly ok: T } | Exclude<Answer, { ok: unknown }>>,
  on: string,
): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ value: null, problem: null, answers: null });
  const { locale } = useUi();
  const latest = useRef(ask);
  useLayoutEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    let wanted = true;
    void latest.current().then((answer) => {
      if (!wanted) return;
      if ("ok" in answer) setState({ value: answer.ok, problem: null, answers: on });
      else setState((before) => ({ ...before, problem: problemOf(answer) }));
    });
    return () => {
      wanted = false;
    };
  }, [on, locale]);
  return state;
}
