import { createContext, use, useCallback, useEffect, useRef, useState } from "react";
import {
  mayAtConsole,
  type ConsoleInput,
  type ConsoleOutput,
  type ConsoleRight,
  type DeskCallName,
  type Person,
} from "../console-contract/index.ts";
import { ask, type Asked, type Refused } from "./ask.ts";

export type Console = {
  readonly person: Person;
  /** The session is over: the page shows the sign-in. */
  readonly leave: () => void;
};

const ConsoleContext = createContext<Console | null>(null);
export const ConsoleProvider = ConsoleContext.Provider;

function useConsole(): Console {
  const found = use(ConsoleContext);
  if (found === null) throw new Error("a screen outside the console");
  return found;
}

export function useMay(right: ConsoleRight): boolean {
  return mayAtConsole(useConsole().person.role, right);
}

type Call = <K extends DeskCallName>(name: K, input: ConsoleInput<K>) => Promise<Asked<ConsoleOutput<K>>>;

/** Calls in the name of whoever is signed in. */
function useCall(): Call {
  const { leave } = useConsole();
  return useCallback(
    async (name, input) => {
      const asked = await ask(name, input);
      if (!asked.ok && asked.refused.code === "signed-out") leave();
      return asked;
    },
    [leave],
  );
}

export type Loaded<T> = {
  /** The newest answer to this question; undefined until there is one. */
  readonly value: T | undefined;
  readonly refused: Refused | null;
  readonly reload: () => void;
};

/** Asks at once, again for another input, and every `everyMs`. An answer that comes too late is dropped. */
export function useLoaded<K extends DeskCallName>(
  name: K,
  input: ConsoleInput<K>,
  everyMs?: number,
): Loaded<ConsoleOutput<K>> {
  const call = useCall();
  const question = JSON.stringify(input);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ question: string; asked: Asked<ConsoleOutput<K>> } | null>(null);
  const newest = useRef(input);
  useEffect(() => {
    newest.current = input;
  });
  useEffect(() => {
    let isOver = false;
    const look = async (): Promise<void> => {
      const asked = await call(name, newest.current);
      if (!isOver) setAnswer({ question, asked });
    };
    void look();
    const timer = everyMs === undefined ? undefined : setInterval(() => void look(), everyMs);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [call, name, question, round, everyMs]);
  const asked = answer?.question === question ? answer.asked : undefined;
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { value: asked?.ok ? asked.value : undefined, refused: asked?.ok === false ? asked.refused : null, reload };
}

export type Doing<K extends DeskCallName> = {
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly run: (input: ConsoleInput<K>) => Promise<void>;
};

/** One change: busy while it is under way, its refusal until the next try. */
export function useDoing<K extends DeskCallName>(name: K, done: (value: ConsoleOutput<K>) => void): Doing<K> {
  const call = useCall();
  const [state, setState] = useState<{ busy: boolean; refused: Refused | null }>({ busy: false, refused: null });
  const run = async (input: ConsoleInput<K>): Promise<void> => {
    if (state.busy) return;
    setState({ busy: true, refused: null });
    const asked = await call(name, input);
    setState({ busy: false, refused: asked.ok ? null : asked.refused });
    if (asked.ok) done(asked.value);
  };
  return { ...state, run };
}
