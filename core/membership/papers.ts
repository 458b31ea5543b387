import type { LocalDate } from "../kernel/index.ts";
import type { Facts } from "../offer/index.ts";
import { holds } from "../programme/index.ts";
import type { MembershipPack, Paper } from "./pack.ts";

/** A paper as handed in. */
export type HandedIn = {
  readonly signed: boolean;
  readonly hasSeal: boolean;
  readonly stamped: boolean;
  /** Sets of it; one unless said. */
  readonly count?: number | undefined;
  /** What it names. */
  readonly names?: readonly string[] | undefined;
};
export type Papers = Readonly<Record<string, HandedIn>>;

export type PaperCheck = {
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly notCertified: readonly string[];
};

/** What the list asks of such a candidate and has not got; copies are signed, and stamped by those who have a seal. */
export function checkPapers(list: readonly Paper[], facts: Facts, papers: Papers): PaperCheck {
  const missing = list
    .filter(({ when }) => holds(when, facts))
    .flatMap(({ doc, names = [], count }) => {
      const paper = papers[doc];
      const needed = count === undefined ? 1 : (facts[count] ?? 1);
      if (!paper || (paper.count ?? 1) < Number(needed)) return [doc];
      return names.filter((name) => !paper.names?.includes(name)).map((name) => `${doc}.${name}`);
    });
  const notCertified = Object.entries(papers).flatMap(([doc, { signed, hasSeal, stamped }]) =>
    signed && (stamped || !hasSeal) ? [] : [doc],
  );
  return { complete: missing.length + notCertified.length === 0, missing, notCertified };
}

/** Every reason why such a person may not join, each once. */
export function ineligibility({ eligibility }: MembershipPack, facts: Facts): string[] {
  return [...new Set(eligibility.filter(({ when }) => holds(when, facts)).map(({ code }) => code))];
}

/** Clauses of every ground for refusal that applies. */
export function refusalGrounds({ admission }: MembershipPack, facts: Facts): string[] {
  return admission.grounds.filter(({ when }) => holds(when, facts)).map(({ clause }) => clause);
}

export type ExitApplication = {
  readonly on: LocalDate;
  readonly form: "paper" | "electronic";
  readonly papers: Papers;
};
export type ExitAnswer = {
  readonly received: boolean;
  readonly endsOn: LocalDate | null;
  readonly missing: readonly string[];
  readonly reason: string | null;
};

/** Membership ends on the very day the complete application arrives; an incomplete one counts as not received. */
export function applyToLeave(pack: MembershipPack, facts: Facts, { on, form, papers }: ExitApplication): ExitAnswer {
  const { missing, notCertified } = checkPapers(pack.papers.exit, facts, papers);
  // A paper that nobody asked for keeps no member from leaving, certified or not.
  const asked = pack.papers.exit.filter(({ when }) => holds(when, facts)).map(({ doc }) => doc);
  const lacking = [...new Set([...missing, ...notCertified.filter((doc) => asked.includes(doc))])];
  const isWrongForm = pack.exit.needsPaper && form !== "paper";
  const reason = isWrongForm ? "paper_required" : lacking.length > 0 ? "considered_not_received" : null;
  return { received: reason === null, endsOn: reason === null ? on : null, missing: lacking, reason };
}
