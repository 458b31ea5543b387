import { present } from "../kernel/index.ts";
import type { Facts } from "../offer/index.ts";
import { holds } from "../programme/index.ts";
import type { Scenario, ServicePack } from "./pack.ts";

export type Hints = {
  /** The most important first. */
  readonly shown: readonly string[];
  readonly withheld: Readonly<Record<string, "no_consent" | "over_limit">>;
};

/** What to tell the client of his situation: offers with his consent only, duties without it, not too much at once. */
export function hintsFor(
  { hints, scenarios: own }: ServicePack,
  facts: Facts,
  { consent, scenarios = own }: { readonly consent: boolean; readonly scenarios?: readonly Scenario[] },
): Hints {
  const found = scenarios
    .filter(({ when }) => when.every((condition) => holds(condition, facts)))
    .toSorted((a, b) => b.priority - a.priority);
  const isFree = ({ needsConsent }: Scenario) => !needsConsent || consent || hints.consent === "not_required";
  const free = found.filter(isFree);
  const withheld: Record<string, "no_consent" | "over_limit"> = {};
  for (const { id } of found.filter((one) => !isFree(one))) withheld[id] = "no_consent";
  for (const { id } of free.slice(hints.most)) withheld[id] = "over_limit";
  return { shown: free.slice(0, hints.most).map(({ id }) => id), withheld };
}

/** Facts that a form must still ask for. */
export function formAsks(required: readonly string[], known: Readonly<Record<string, unknown>>): string[] {
  return required.filter((name) => known[name] === undefined || known[name] === null || known[name] === "");
}

/** Under which segment a visit is filed, and whether the visitor is a candidate. */
export function segmentOf(
  { segments, candidates }: ServicePack,
  person: Facts,
): { readonly segment: string; readonly candidate: boolean } {
  const found = segments.find(({ when }) => holds(when, person)) ?? present(segments.at(-1), "segment");
  return { segment: found.segment, candidate: holds(candidates.when, person) };
}

const everybody = "*";

/** Modes to offer, and the one that serves: the client's own choice, of which no proof is asked. */
export function modeOf(
  modes: Readonly<Record<string, readonly string[]>>,
  { needs, choice }: { readonly needs: readonly string[]; readonly choice: string | null },
): { readonly offered: readonly string[]; readonly mode: string | null } {
  const all = Object.entries(modes);
  const serves = (list: readonly string[]) => list.includes(everybody) || needs.some((need) => list.includes(need));
  const offered = all.filter(([, list]) => serves(list)).map(([mode]) => mode);
  const usual = all.find(([, list]) => list.includes(everybody))?.[0] ?? null;
  return { offered, mode: choice !== null && Object.hasOwn(modes, choice) ? choice : usual };
}
