import { useRef, useState } from "react";
import type { AdmissionView, Answer, ApplicationView, CallInput, FactField } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { useLoaded, useTask, type Problem, type Task } from "../task/index.ts";
import { useRetold } from "./use-retold.ts";

export type FactGiven = NonNullable<FactField["given"]>;
export type AdmissionEventGiven = NonNullable<CallInput<"recordAdmission">["event"]>;
type Handed = NonNullable<CallInput<"planAdmission">["papers"]>;
type FactsGiven = Readonly<Record<string, FactGiven>>;

/** What is entered. Of an application that is kept only its name counts here: the rest is as the engine has it. */
type Draft = {
  /** Grows with every new calculation: answers to an earlier one are not its answers. */
  readonly turn: number;
  readonly name: string;
  readonly facts: FactsGiven;
  readonly papers: Handed;
  readonly kept: ApplicationView | null;
};

const blank = { name: "", facts: {}, papers: {}, kept: null } as const;

export type Fees = {
  readonly programme: string;
  readonly application: number | null;
  readonly name: string;
  readonly papers: readonly string[];
  /** Null until the engine has answered. */
  readonly view: AdmissionView | null;
  readonly problem: Problem | null;
  readonly task: Task;
  setName(name: string): void;
  /** Of an application: what is typed is recorded when the field is left. */
  keepName(): void;
  setFact(fact: string, value: FactGiven | null): void;
  togglePaper(doc: string): void;
  /** Records the calculation as an application. */
  open(): Promise<void>;
  record(event: AdmissionEventGiven): Promise<void>;
  withdraw(ref: string): Promise<void>;
  show(application: number): Promise<void>;
  begin(): void;
};

type Kept = Omit<CallInput<"recordAdmission">, "requestId" | "programme">;

/** What is asked and answered on the fee screen. An application keeps every answer at once. */
export function useFees(programme: string): Fees {
  const shell = useShell();
  const task = useTask();
  const [draft, setDraft] = useState<Draft>({ turn: 0, ...blank });
  const { kept, facts, name } = draft;
  const papers = kept?.papers ?? Object.keys(draft.papers);
  const { view, problem } = useView(programme, draft);
  const keep = useKeeper(programme, { task, draft, setDraft });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const begin = (part: Partial<Draft> = {}): void => {
    task.clear();
    setDraft(({ turn }) => ({ ...blank, ...part, turn: turn + 1 }));
  };
  return {
    programme,
    papers,
    view,
    problem,
    task,
    name,
    application: kept?.application ?? null,
    setName: (typed) => change({ name: typed }),
    keepName: () => {
      if (kept !== null && name.trim() !== "" && name !== kept.name) void keep({ name });
    },
    setFact(fact, value) {
      const { [fact]: _before, ...rest } = kept === null ? facts : givenIn(view);
      const next = value === null ? rest : { ...rest, [fact]: value };
      if (kept === null) change({ facts: next });
      else void keep({ facts: next });
    },
    togglePaper(doc) {
      const next = papers.includes(doc) ? papers.filter((one) => one !== doc) : [...papers, doc];
      const handed = handedIn(next, view);
      if (kept === null) change({ papers: handed });
      else void keep({ papers: handed });
    },
    async open() {
      if (await keep({ name, facts, papers: draft.papers })) shell.sounds.play("accepted");
    },
    record: async (event) => void (await keep({ event })),
    withdraw: async (ref) => void (await keep({ withdraw: ref })),
    async show(number) {
      const found = await shell.run("getApplication", { programme, application: number });
      if (found !== undefined) begin({ name: found.name, kept: found });
    },
    begin: () => begin(),
  };
}

type Keeping = {
  readonly task: Task;
  readonly draft: Draft;
  readonly setDraft: (change: (before: Draft) => Draft) => void;
};

/** Records one thing of the application, or opens it; from then on it stands as the engine answered. */
function useKeeper(programme: string, { task, draft, setDraft }: Keeping): (input: Kept) => Promise<boolean> {
  const shell = useShell();
  const requestId = useRef(crypto.randomUUID());
  const { kept } = draft;
  useRetold(async () => {
    if (kept === null) return;
    const answer = await shell.engine.call("getApplication", { programme, application: kept.application });
    if ("ok" in answer) setDraft((before) => ({ ...before, kept: answer.ok }));
  });
  const current = kept === null ? {} : { application: kept.application };
  return async (input) => {
    const all = { requestId: requestId.current, programme, ...current, ...input };
    const answer = await task.run(() => shell.engine.call("recordAdmission", all));
    if (answer === undefined) return false;
    requestId.current = crypto.randomUUID();
    setDraft((before) => ({ ...before, name: answer.name, kept: answer }));
    return true;
  };
}

/** How the application stands, or the calculation would; never what was answered to another one. */
function useView(programme: string, { turn, facts, papers, kept }: Draft) {
  const shell = useShell();
  const ask = (): Promise<{ readonly ok: AdmissionView } | Exclude<Answer, { ok: unknown }>> =>
    kept === null
      ? shell.engine.call("planAdmission", { programme, facts, papers })
      : Promise.resolve({ ok: kept.admission });
  const loaded = useLoaded(ask, `${turn} ${JSON.stringify([kept !== null, facts, papers])}`);
  const isOwn = loaded.answers?.startsWith(`${turn} `) === true;
  return { view: kept?.admission ?? (isOwn ? loaded.value : null), problem: loaded.problem };
}

function givenIn(view: AdmissionView | null): FactsGiven {
  const fields = view?.fee.fields ?? [];
  return Object.fromEntries(fields.flatMap(({ fact, given }) => (given === null ? [] : [[fact, given] as const])));
}

/** A paper that is ticked is certified, complete and names what it has to. */
function handedIn(docs: readonly string[], view: AdmissionView | null): Handed {
  return Object.fromEntries(
    docs.map((doc) => {
      const row = view?.fee.papers.find((paper) => paper.doc === doc);
      const count = row?.count ?? 1;
      const names = row?.names.map(({ name }) => name) ?? [];
      return [doc, { signed: true, hasSeal: true, stamped: true, count, names }] as const;
    }),
  );
}
