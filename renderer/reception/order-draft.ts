import type { CallInput, OrderKindView } from "../../core/contract/index.ts";
import { amountMinor } from "../ui/index.ts";

export type OrderPaper = CallInput<"recordOrder">["order"];
export type ScaleStep = { readonly from: string; readonly rate: string };

/** An order as it is being typed: what the paper says, nothing made up. */
export type OrderDraft = {
  readonly kind: string;
  readonly number: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  /** A rate in per cent, or a number of sessions. */
  readonly value: string;
  readonly scale: readonly ScaleStep[];
  readonly combine: readonly string[];
  readonly services: readonly string[];
  readonly slots: readonly string[];
  readonly evidence: boolean;
  readonly reportWorkingDays: number | null;
  readonly submittedOn: string;
  readonly signOffs: Readonly<Record<string, string>>;
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly published: readonly string[];
  readonly responsible: string;
};

export function emptyOrder(kind: string): OrderDraft {
  return {
    kind,
    number: "",
    date: "",
    from: "",
    to: "",
    value: "",
    scale: [{ from: "", rate: "" }],
    combine: [],
    services: [],
    slots: [],
    evidence: false,
    reportWorkingDays: null,
    submittedOn: "",
    signOffs: {},
    decidedBy: "",
    decidedOn: "",
    published: [],
    responsible: "",
  };
}

/** The first thing that the paper cannot do without, as a key of the words; null: it can be sent. */
export function missingIn(draft: OrderDraft): "number" | "date" | "from" | "to" | "submittedOn" | "decidedOn" | null {
  const texts = ["number", "date", "from", "to", "submittedOn", "decidedOn"] as const;
  return texts.find((name) => draft[name].trim() === "") ?? null;
}

/** The paper as the engine takes it; what is not signed or published is simply not there. */
export function paperOf(draft: OrderDraft, kind: OrderKindView): OrderPaper {
  const { kind: name, number, date, from, to, evidence, reportWorkingDays, submittedOn, responsible } = draft;
  const { decidedBy, decidedOn, signOffs, services, slots, published } = draft;
  const signed = Object.entries(signOffs).filter(([, on]) => on !== "");
  return {
    kind: name,
    number,
    date,
    from,
    to,
    evidence,
    reportWorkingDays,
    submittedOn,
    responsible,
    ...valueOf(draft, kind),
    services: [...services],
    slots: [...slots],
    published: [...published],
    signOffs: Object.fromEntries(signed),
    decision: { on: decidedOn, by: decidedBy === "" ? (kind.decidedBy[0]?.value ?? "director") : decidedBy },
  };
}

/** Basis points of a typed percentage: `7,5` is 750; undefined where it is none. */
function rateOf(text: string): number | undefined {
  return amountMinor(text) ?? undefined;
}

function valueOf({ value, scale, combine }: OrderDraft, kind: OrderKindView): Partial<OrderPaper> {
  switch (kind.value) {
    case "rate": {
      const rateBp = rateOf(value);
      return rateBp === undefined ? {} : { rateBp };
    }
    case "sessions":
      return /^\d{1,2}$/.test(value) ? { sessions: Number(value) } : {};
    case "scale": {
      const steps = scale.flatMap(({ from, rate }) => {
        const [fromMinor, rateBp] = [amountMinor(from), rateOf(rate)];
        return fromMinor === null || rateBp === undefined ? [] : [{ fromMinor, rateBp }];
      });
      return steps.length > 0 ? { scale: steps } : {};
    }
    case "combine":
      return combine.length > 0 ? { combine: [...combine] } : {};
  }
}
