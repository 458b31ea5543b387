import type { Refusal } from "../../contract/index.ts";
import { ok, type LocalDate, type Result } from "../../kernel/index.ts";
import { formOf, type MembershipPack } from "../../membership/index.ts";
import { isDate, type FactValue, type Facts } from "../../offer/index.ts";
import { refusal, type Context } from "../context.ts";

export type GivenFacts = Readonly<Record<string, string | boolean | number | readonly string[]>>;

/**
 * Answers as facts of the pack, dated. An unknown fact, or a value of another type, is refused; an answer that nothing
 * asks for any longer is left out.
 */
export function readFacts(
  context: Context,
  pack: MembershipPack,
  { given, on }: { readonly given: GivenFacts; readonly on: LocalDate },
): Result<{ readonly fields: readonly string[]; readonly facts: Facts }, Refusal> {
  for (const [name, value] of Object.entries(given)) {
    const fact = name === "on" ? undefined : pack.facts[name];
    if (!fact) return refusal(context, "fact-unknown", { params: { name } });
    if (!fits(fact, value)) {
      const title = pack.titles[name]?.[context.locale] ?? name;
      return refusal(context, "fact-invalid", { params: { title } });
    }
  }
  return ok(formOf(pack, { ...given, on }));
}

type Fact = MembershipPack["facts"][string];

function fits({ type, values }: Fact, value: FactValue): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "integer":
    case "money":
      return typeof value === "number" && value >= 0;
    case "date":
      return typeof value === "string" && isDate(value);
    case "text":
      return typeof value === "string" && (values === undefined || values.includes(value));
    case "set":
      return Array.isArray(value) && (values === undefined || value.every((one) => values.includes(String(one))));
  }
}
