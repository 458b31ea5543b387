/** How old what the till knows of the others is. */
export const stalenessLevels = ["green", "amber", "red", "black"] as const;
export type StalenessLevel = (typeof stalenessLevels)[number];

/**
 * What a level limits. `blocks-unknown`: cards stopped elsewhere since are taken · `changes-unknown`: cards given
 * out or activated elsewhere since are not known · `no-unblock`: only with head office · `issue-from-lease`,
 * `quota-from-rights`: only from what was granted to this till · `discount-capped`: to the programme's bound ·
 * `manager-for-bonus`: bonus and quota with a manager's consent · `base-rules-only`: what the programme allows
 * without head office.
 */
export const stalenessLimits = [
  "blocks-unknown",
  "changes-unknown",
  "no-unblock",
  "issue-from-lease",
  "quota-from-rights",
  "discount-capped",
  "manager-for-bonus",
  "base-rules-only",
] as const;
export type StalenessLimit = (typeof stalenessLimits)[number];

type Limited = Exclude<StalenessLevel, "green">;

/** From which age on a level holds, in milliseconds, and what it limits. Values, so that a pack may set its own. */
export type StalenessPolicy = {
  readonly [level in Limited]: { readonly fromMs: number; readonly limits: readonly StalenessLimit[] };
};

const minute = 60_000;
const hour = 60 * minute;
const amber: readonly StalenessLimit[] = [
  "blocks-unknown",
  "changes-unknown",
  "no-unblock",
  "issue-from-lease",
  "quota-from-rights",
];
const red: readonly StalenessLimit[] = [...amber, "discount-capped", "manager-for-bonus"];

/** Where a programme says nothing. */
export const usualStaleness: StalenessPolicy = {
  amber: { fromMs: 15 * minute, limits: amber },
  red: { fromMs: 24 * hour, limits: red },
  black: { fromMs: 72 * hour, limits: [...red, "base-rules-only"] },
};

export type Staleness = { readonly level: StalenessLevel; readonly limits: readonly StalenessLimit[] };

/** `ageMs`: since head office last said what is new; null when it never did. */
export function stalenessAt(ageMs: number | null, policy: StalenessPolicy = usualStaleness): Staleness {
  const age = ageMs ?? Number.POSITIVE_INFINITY;
  const levels: readonly Limited[] = ["black", "red", "amber"];
  const level = levels.find((each) => age >= policy[each].fromMs);
  return level === undefined ? { level: "green", limits: [] } : { level, limits: policy[level].limits };
}
