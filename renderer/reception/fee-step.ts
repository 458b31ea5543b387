import type { AdmissionView } from "../../core/contract/index.ts";
import { amountMinor, amountText } from "../ui/index.ts";
import type { AdmissionEventGiven } from "./use-fees.ts";

/** The next step being entered; only what its kind needs counts. */
export type StepDraft = {
  readonly step: AdmissionEventGiven["kind"];
  readonly on: string;
  readonly complete: boolean;
  readonly body: string;
  readonly result: "admit" | "refuse";
  readonly grounds: readonly string[];
  readonly part: string;
  /** As `amount-text` keeps it. */
  readonly amount: string;
  readonly method: "cash" | "card" | "bank_transfer";
  /** Of a transfer; empty while the money has not come. */
  readonly creditedOn: string;
};

/** What is most likely meant: today, as the papers are ticked, the whole of the first part that is owed. */
export function stepOf({ on, complete, bodies, unpaid: [first] }: AdmissionView, step: StepDraft["step"]): StepDraft {
  return {
    step,
    on,
    complete,
    body: bodies[0]?.body ?? "",
    result: "admit",
    grounds: [],
    part: first?.part ?? "",
    amount: first === undefined ? "" : amountText(first.amountMinor),
    method: "cash",
    creditedOn: "",
  };
}

/** What is to be recorded; null while an amount is missing. */
export function eventOf(draft: StepDraft): AdmissionEventGiven | null {
  const { step, on } = draft;
  switch (step) {
    case "documents-received":
      return { kind: step, on, complete: draft.complete };
    case "decided": {
      const { body, result, grounds } = draft;
      return { kind: step, on, body, result, grounds: result === "refuse" ? [...grounds] : [] };
    }
    case "paid": {
      const amount = amountMinor(draft.amount);
      const { part, method, creditedOn } = draft;
      if (amount === null || amount === 0) return null;
      const came = method === "bank_transfer" && creditedOn !== "" ? creditedOn : null;
      return { kind: step, on, part, amountMinor: amount, method, creditedOn: came };
    }
    case "notice-sent":
    case "notice-received":
    case "registered":
      return { kind: step, on };
  }
}
