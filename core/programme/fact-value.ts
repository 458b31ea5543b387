import { isDate, type FactValue } from "../offer/index.ts";
import type { Pack } from "./pack.ts";

export type DeclaredFact = Pack["facts"][string];

/** A fact's value as its declared type has it, from what a price list writes; undefined where it is none. */
export function factFromText(declared: DeclaredFact, text: string): FactValue | undefined {
  switch (declared.type) {
    case "integer":
    case "money":
      return /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
    case "boolean":
      return { yes: true, no: false }[text];
    case "set":
      return text.split(/\s+/);
    default:
      return isFactValue(declared, text) ? text : undefined;
  }
}

/** Whether a value is of the fact's declared type. */
export function isFactValue({ type, values }: DeclaredFact, value: FactValue): boolean {
  switch (type) {
    case "integer":
    case "money":
      return Number.isSafeInteger(value) && (type === "integer" || Number(value) >= 0);
    case "boolean":
      return typeof value === "boolean";
    case "set":
      return Array.isArray(value);
    case "date":
      return typeof value === "string" && isDate(value);
    case "instant":
      return typeof value === "string" && isDate(value.slice(0, 10));
    case "enum":
      return typeof value === "string" && (values ?? []).includes(value);
    case "text":
      return typeof value === "string" && value !== "";
  }
}
