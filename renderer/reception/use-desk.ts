import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { DeskFact, DeskFormView, DeskForms, DeskItem, DeskQuote } from "../../core/contract/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { useLoaded, type Problem } from "../task/index.ts";
import {
  draftOf,
  emptyDraft,
  inputOf,
  type DeskDraft,
  type DeskInput,
  type DraftStore,
  type Screen,
  type DraftLine,
} from "./desk-draft.ts";

/** A form of the reception being filled in, priced by the engine at every change. */
export type Desk = {
  readonly store: DraftStore;
  readonly draft: DeskDraft;
  readonly forms: readonly DeskFormView[];
  readonly form: DeskFormView;
  readonly orders: DeskForms["orders"];
  readonly input: DeskInput;
  /** The newest answer; null until the first. */
  readonly quote: DeskQuote | null;
  readonly problem: Problem | null;
  set(change: Partial<DeskDraft>): void;
  answer(fact: string, value: DeskFact): void;
  add(item: DeskItem): void;
  changeLine(id: string, change: { readonly qty?: number; readonly facts?: Readonly<Record<string, DeskFact>> }): void;
  remove(id: string): void;
  /** Another buyer: everything is empty again. */
  reset(): void;
  /** What was sold or booked comes on the screen; the key that did it rests for a moment. */
  finish(done: Pick<DeskDraft, "receipt" | "mode"> | Pick<DeskDraft, "booking">): void;
  /** The next buyer, unless the key is still resting. */
  next(): void;
  /** Prices it anew though nothing on the form has changed: an order came or went. */
  refresh(): void;
};

/** Name of a line's article in the language that the screen speaks now. */
export function lineName({ quote }: Pick<Desk, "quote">, { id, item }: DraftLine): string {
  return quote?.lines.find(({ lineId }) => lineId === id)?.name ?? item.name;
}

/** Forms of this desk, once they are known; what went wrong otherwise. */
export function useDeskForms(): { readonly forms: DeskForms | null; readonly problem: Problem | null } {
  const shell = useShell();
  const programme = useShellState((state) => state.session?.programme);
  const locale = useShellState((state) => state.session?.settings.locale);
  const on = `${programme?.id ?? ""} ${programme?.version ?? 0} ${locale ?? ""}`;
  const { value, problem } = useLoaded(() => shell.engine.call("getDeskForms", {}), on);
  return { forms: value, problem };
}

const settleMs = 120;

/** The draft of a screen with its form and its price. */
export function useDesk(known: DeskForms, screen: Screen): Desk | null {
  const shell = useShell();
  const store = draftOf(shell, screen);
  const draft = useStore(store);
  const forms = known.forms.filter((form) => form.screen === screen);
  const form = forms.find(({ id }) => id === draft.form) ?? forms[0];
  const [version, setVersion] = useState(0);
  const input = form ? inputOf(form, draft) : null;
  const locale = useShellState((state) => state.session?.settings.locale ?? "ru");
  const asked = JSON.stringify([input, version, locale]);
  const settled = useSettled(asked);
  const loaded = useLoaded(async () => {
    return input === null ? { ok: null } : shell.engine.call("quoteDesk", input);
  }, settled);
  if (form === undefined || input === null) return null;
  return {
    ...changesOf(store),
    store,
    draft,
    forms,
    form,
    orders: known.orders,
    input,
    quote: loaded.value?.form === form.id ? loaded.value : null,
    problem: settled === asked ? loaded.problem : null,
    refresh: () => setVersion((before) => before + 1),
  };
}

/** The value once it has stood still: the engine is asked for the word, not for each letter. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type Changes = Pick<Desk, "set" | "answer" | "add" | "changeLine" | "remove" | "reset" | "finish" | "next">;

const doublePressMs = 800;

function changesOf(store: DraftStore): Changes {
  const reset = (): void => store.setState(({ form }) => emptyDraft(form));
  return {
    set: (change) => store.setState(change),
    // What the buyer chose was chosen among other sums.
    answer: (fact, value) => store.setState(({ facts }) => ({ facts: { ...facts, [fact]: value } })),
    add(item) {
      store.setState(({ lines, nextLine }) => {
        const id = String(nextLine);
        return { lines: [...lines, { id, item, qty: 1, facts: {} }], nextLine: nextLine + 1, selected: id };
      });
    },
    changeLine(id, change) {
      store.setState(({ lines }) => ({
        lines: lines.map((line) => {
          if (line.id !== id) return line;
          return { ...line, qty: change.qty ?? line.qty, facts: { ...line.facts, ...change.facts } };
        }),
      }));
    },
    remove(id) {
      store.setState(({ lines, selected }) => {
        const left = lines.filter((line) => line.id !== id);
        return { lines: left, selected: selected === id ? (left.at(-1)?.id ?? null) : selected };
      });
    },
    reset,
    finish: (done) => store.setState({ ...done, restUntil: performance.now() + doublePressMs }),
    next() {
      if (performance.now() >= store.getState().restUntil) reset();
    },
  };
}
