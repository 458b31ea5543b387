import type { LocalDate } from "../kernel/index.ts";
import { addMonths } from "../offer/index.ts";
import type { MembershipPack } from "./pack.ts";

/** Whether a meeting took place and carried its motion. Shares are compared without dividing. */
export function countVote(
  { vote }: MembershipPack,
  { members, voted, inFavour }: { readonly members: number; readonly voted: number; readonly inFavour: number },
): { readonly held: boolean; readonly passed: boolean } {
  const [turnout, ofMembers] = vote.turnoutAtLeast;
  const [majority, ofVotes] = vote.majorityOver;
  const held = voted * ofMembers >= members * turnout;
  return { held, passed: held && inFavour * ofVotes > voted * majority };
}

export type Breach = { readonly kind: string; readonly on: LocalDate };

/** Clauses under which a member may be excluded; complete once, a ground stays. Nobody is excluded by this. */
export function exclusionGrounds({ exclusion }: MembershipPack, breaches: readonly Breach[], on: LocalDate): string[] {
  const { window, grounds } = exclusion;
  const found = grounds.filter(({ events, atLeast, withinMonths }) => {
    const days = breaches.filter((one) => events.includes(one.kind) && one.on <= on).map((one) => one.on);
    const sorted = days.toSorted();
    return sorted.some((first, at) => {
      const last = sorted[at + atLeast - 1];
      if (last === undefined || withinMonths === undefined) return last !== undefined;
      const end = addMonths(first, withinMonths);
      return window === "inclusive" ? last <= end : last < end;
    });
  });
  return [...new Set(found.map(({ clause }) => clause))];
}

export type Termination = {
  readonly ended: boolean;
  readonly endsOn: LocalDate | null;
  readonly clause: string;
  readonly needsDecision: boolean;
};

/** Whether a ground ends membership: some do by themselves, some need a recorded decision. */
export function terminate(
  { terminations }: MembershipPack,
  { ground, on, decisionNo }: { readonly ground: string; readonly on: LocalDate; readonly decisionNo: string | null },
): Termination | null {
  const rule = terminations[ground];
  if (!rule) return null;
  const ended = !rule.needsDecision || (decisionNo ?? "").trim() !== "";
  return { ended, endsOn: ended ? on : null, clause: rule.clause, needsDecision: rule.needsDecision };
}

/** What is published of a person in this state and printed on the card. */
export function publicationOf(
  { register }: MembershipPack,
  state: string,
): {
  readonly inRegister: boolean;
  readonly registerFields: readonly string[];
  readonly cardFields: readonly string[];
} {
  const inRegister = register.states.includes(state);
  const fields = (list: readonly string[]) => (inRegister ? list : []);
  return { inRegister, registerFields: fields(register.publishes), cardFields: fields(register.card) };
}

type Entry = Readonly<Record<string, string | undefined>>;

/** Whether a change reaches the register and the card. */
export function changeOf(
  { register }: MembershipPack,
  before: Entry,
  after: Entry,
): { readonly registerUpdated: boolean; readonly cardReissued: boolean } {
  const differs = (field: string) => before[field] !== after[field];
  return { registerUpdated: register.publishes.some(differs), cardReissued: register.reissueOn.some(differs) };
}

/** Files of those who were ever members stay for good. */
export function mayDeleteFile(
  { file }: MembershipPack,
  person: string,
): { readonly allowed: boolean; readonly reason: "permanent_storage" | "not_in_member_file" } {
  const isKept = file.keptFor.includes(person);
  return { allowed: !isKept, reason: isKept ? "permanent_storage" : "not_in_member_file" };
}

/** What a file in this form lacks; null for a form that the rules do not know. */
export function fileLacks({ file }: MembershipPack, form: string, signature: string): string[] | null {
  const rule = file.forms[form];
  if (rule === undefined) return null;
  return rule === null || rule.signature === signature ? [] : [rule.named];
}
