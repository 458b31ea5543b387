import type { Refusal } from "../../core/contract/index.ts";

/** Why an action came to nothing: a refusal to act on, or a fault of the program by its code. */
export type Problem =
  { readonly kind: "refused"; readonly refusal: Refusal } | { readonly kind: "fault"; readonly code: string };

type Failed = { readonly refused: Refusal } | { readonly error: string };

export function problemOf(answer: { readonly ok: unknown } | Failed): Problem | null {
  if ("refused" in answer) return { kind: "refused", refusal: answer.refused };
  if ("error" in answer) return { kind: "fault", code: answer.error };
  return null;
}
