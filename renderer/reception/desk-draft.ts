import { createStore, type StoreApi } from "zustand/vanilla";
import type {
  BookingView,
  CallInput,
  DeskFact,
  DeskFieldView,
  DeskFormView,
  DeskItem,
  ReceiptView,
} from "../../core/contract/index.ts";
import type { Shell } from "../shell/index.ts";

export type DeskInput = CallInput<"quoteDesk">;
export type Answers = Readonly<Record<string, DeskFact>>;
export type DraftLine = { readonly id: string; readonly item: DeskItem; readonly qty: number; readonly facts: Answers };

/** A form being filled in, and what is on the screen around it. It outlives a look into another section. */
export type DeskDraft = {
  readonly form: string | null;
  readonly facts: Answers;
  readonly lines: readonly DraftLine[];
  readonly nextLine: number;
  readonly selected: string | null;
  /** Optional sections that were opened. */
  readonly opened: readonly string[];
  readonly choice: string | null;
  readonly mode: "quote" | "payment" | "receipt" | "booked" | "orders";
  /** The form stands in the decision column instead of what it comes to. */
  readonly editing: boolean;
  /** Names what is sold or booked in the end: the same name never does it twice. */
  readonly requestId: string;
  readonly receipt: ReceiptView | null;
  readonly booking: BookingView | null;
  /** Until then the main key is the second half of the double press that sold or booked. */
  readonly restUntil: number;
};

export type DraftStore = StoreApi<DeskDraft>;

export function emptyDraft(form: string | null): DeskDraft {
  return {
    form,
    facts: {},
    lines: [],
    nextLine: 1,
    selected: null,
    opened: [],
    choice: null,
    mode: "quote",
    editing: true,
    requestId: crypto.randomUUID(),
    receipt: null,
    booking: null,
    restUntil: 0,
  };
}

export type Screen = DeskFormView["screen"];

const drafts = new WeakMap<Shell, Record<Screen, DraftStore>>();

/** The draft of a screen in this window. */
export function draftOf(shell: Shell, screen: Screen): DraftStore {
  const fresh = () => createStore<DeskDraft>(() => emptyDraft(null));
  const mine = drafts.get(shell) ?? { services: fresh(), stay: fresh() };
  drafts.set(shell, mine);
  return mine[screen];
}

/** Fields of the form that stand open: always, or because their section was opened. */
export function openFields(form: DeskFormView, { opened }: Pick<DeskDraft, "opened">): DeskFieldView[] {
  return form.sections.filter(({ id, optional }) => !optional || opened.includes(id)).flatMap(({ fields }) => fields);
}

/** The answer to a question: what was given, else what it starts with. */
export function answerOf({ fact, start, startFrom, kind }: DeskFieldView, facts: Answers): DeskFact {
  const given = facts[fact];
  if (given !== undefined) return given;
  const first = startFrom === null ? null : facts[startFrom];
  if (kind === "list") return typeof first === "string" && first !== "" ? [first] : [];
  return start;
}

/** What the form says so far, as the engine takes it. */
export function inputOf(form: DeskFormView, draft: DeskDraft): DeskInput {
  const facts = Object.fromEntries(
    openFields(form, draft)
      .map((field) => [field.fact, answerOf(field, draft.facts)] as const)
      .filter(([, value]) => value !== null && value !== ""),
  );
  return {
    form: form.id,
    facts,
    lines: draft.lines.map((line) => ({
      id: line.id,
      sku: line.item.sku,
      qty: line.qty,
      facts: lineFacts(form, draft, line),
    })),
    ...(draft.choice === null ? {} : { choice: draft.choice }),
  };
}

/** Answers about a line. One that is chosen from other answers goes to the next of them with every like article. */
export function lineFacts(form: DeskFormView, draft: DeskDraft, line: DraftLine): Record<string, DeskFact> {
  const open = form.line.filter(({ fact }) => !line.item.stated.includes(fact));
  const answers = open.map((field): readonly [string, DeskFact] => {
    const given = line.facts[field.fact] ?? field.start;
    return [field.fact, given ?? nextOf(form, draft, { field, line })];
  });
  return Object.fromEntries(answers.filter(([, value]) => value !== null && value !== ""));
}

/** What a field may be answered with where other answers are its options. */
export function optionsFrom(form: DeskFormView, draft: DeskDraft, field: DeskFieldView): string[] {
  const asked = openFields(form, draft).filter(({ fact }) => field.optionsFrom.includes(fact));
  const values = asked.flatMap((one) => {
    const value = answerOf(one, draft.facts);
    return Array.isArray(value) ? value : typeof value === "string" && value !== "" ? [value] : [];
  });
  return [...new Set(values)];
}

function nextOf(
  form: DeskFormView,
  draft: DeskDraft,
  { field, line }: { readonly field: DeskFieldView; readonly line: DraftLine },
): string | null {
  const options = optionsFrom(form, draft, field);
  const alike = draft.lines.filter(({ item }) => item.sku === line.item.sku);
  const place = alike.findIndex(({ id }) => id === line.id);
  return options[Math.max(0, place) % Math.max(1, options.length)] ?? null;
}
