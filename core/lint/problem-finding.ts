import type { PackProblem } from "../programme/index.ts";
import { finding, type Finding } from "./finding.ts";

/** A fault that keeps the pack from being read, with the rule and clause that it stands in. */
export function problemFinding({ place, kind, text }: PackProblem, source: unknown): Finding {
  const { rule, clause, value } = lookAt(source, place);
  const about = { rule: rule ?? place, clause: clause ?? "-" };
  const isRate = /(rate|percent|share|minus|plus|cap)Bp(\[\d+\])?$/i.test(place);
  if (isRate && typeof value === "number" && value > 10_000) {
    return finding("over-hundred", about, { figures: { rate: { bp: value } } });
  }
  const said = (words: string) => (rule === undefined ? words : `${place}: ${words}`);
  return {
    severity: "error",
    kind,
    ...about,
    text: { ru: said(text.ru), be: said(text.be), en: said(text.en) },
  };
}

/** The nearest rule and clause above a place such as `offers[2].when[0]`, and what stands there. */
function lookAt(source: unknown, place: string) {
  let value = source;
  let rule: string | undefined;
  let clause: string | undefined;
  for (const key of place.match(/[^.[\]]+/g) ?? []) {
    value = field(value, key);
    const id = field(value, "id") ?? field(value, "code");
    const own = field(value, "clause");
    if (typeof id === "string") rule = id;
    if (typeof own === "string") clause = own;
  }
  return { rule, clause, value };
}

function field(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined;
}
