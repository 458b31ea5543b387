import type { Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { requestRef } from "./member-facts.ts";

/**
 * Whether this request was carried out already: asked again it changes nothing. A number that stands for something else
 * is refused.
 */
export function repeated(
  { journal }: Pick<Ports, "journal">,
  context: Context,
  { requestId, kind }: { readonly requestId: string; readonly kind: string },
): Result<boolean, Refusal> {
  const [before] = journal.byRef(requestRef(requestId));
  if (before && before.fact.kind !== kind)
    return refusal(context, "invalid-input", { params: { detail: "requestId" } });
  return ok(before !== undefined);
}
