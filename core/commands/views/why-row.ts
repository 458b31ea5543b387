import type { Explanation } from "../../contract/index.ts";
import type { Decision } from "../../pricing/index.ts";
import type { Context } from "../context.ts";
import { refusalText, ruleTitle } from "./rule-words.ts";

export type Row = Explanation["rows"][number];

/** How much a row matters to whoever asks why. */
const ranks = { applied: 0, displaced: 1, near: 2, refused: 3, excluded: 4, strange: 5 } as const;
export type Ranked = { readonly row: Row; readonly rank: keyof typeof ranks };

/** Rules that lost which are shown at once. */
const rivalsShown = 2;

/**
 * What matters first: what applies, what it displaced, the nearest threshold; where nothing applies the first reason.
 * Everything else is folded, and all of it where a ground has said already why no rule is about the line.
 */
export function folded(rows: readonly Ranked[], isExplained: boolean): Row[] {
  const first = (rank: Ranked["rank"], count: number) => rows.filter((each) => each.rank === rank).slice(0, count);
  const [applied, near] = [first("applied", rows.length), first("near", 1)];
  const reason = near.length > 0 || applied.length > 0 ? near : first("refused", 1);
  const open = isExplained ? [] : [...applied, ...first("displaced", rivalsShown), ...reason];
  const rest = rows.filter((each) => !open.includes(each)).toSorted((a, b) => ranks[a.rank] - ranks[b.rank]);
  return [...open.map(({ row }) => row), ...rest.map(({ row }) => ({ ...row, folded: true }))];
}

export function rowOf(told: Pick<Row, "kind" | "title"> & Partial<Row>): Row {
  return { rule: null, detail: "", clause: null, amountMinor: null, folded: false, ...told };
}

export function resultRow(context: Context, netMinor: number): Row {
  return rowOf({ kind: "result", title: context.say("why.result"), amountMinor: netMinor });
}

type Refused = Omit<Decision, "line" | "outcome" | "amountMinor">;

/** A rule that does not hold, and why; `where` says on how much of the receipt. */
export function refusedRow(context: Context, decision: Refused, where = ""): Ranked {
  const { rule, clause, code, actual, required } = decision;
  const title = ruleTitle(context, decision);
  if (code === "NO_MATCHING_LINE") {
    const detail = context.say("why.notMatching");
    return { row: rowOf({ kind: "not-matching", rule, title, detail, clause }), rank: "strange" };
  }
  const said = refusalText(context, decision);
  const isNear = typeof actual === "number" && typeof required === "number";
  const detail = [said === title ? "" : said, isNear ? "" : where].filter((part) => part !== "").join(". ");
  return { row: rowOf({ kind: "refused", rule, title, detail, clause }), rank: isNear ? "near" : "refused" };
}
