import type { PackProblem } from "../../programme/index.ts";
import type { Context } from "../context.ts";

const problemsShown = 3;

/** The first faults of a pack with their places. */
export function problemsText(context: Context, problems: readonly PackProblem[]): string {
  const shown = problems.slice(0, problemsShown).map(({ place, text }) => {
    return place === "" ? text[context.locale] : `${place}: ${text[context.locale]}`;
  });
  return shown.join("; ");
}
