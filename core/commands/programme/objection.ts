import type { Refusal } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { lintAgainst } from "../../service/index.ts";
import { refusal, type Context } from "../context.ts";
import { problemsText } from "./problems-text.ts";
import { packId, type AnyPack } from "../../packs/index.ts";

/**
 * What a service standard of this desk has against rules that would apply here, in either order of coming: decisions
 * that look at a personal trait. Undefined when nothing.
 */
export function objectionTo(
  context: Context,
  coming: readonly AnyPack[],
): Extract<Result<never, Refusal>, { ok: false }> | undefined {
  const { packs, regulations } = context.terminal;
  const changed = new Set(coming.map(packId));
  const staying = [...packs.map(({ pack }) => ({ kind: "selling" as const, pack })), ...regulations];
  const here = [...coming, ...staying.filter((each) => !changed.has(packId(each)))];
  const standards = here.flatMap((each) => (each.kind === "service" ? [each.pack] : []));
  const problems = standards.flatMap((standard) => here.flatMap(({ pack }) => lintAgainst(standard, pack)));
  if (problems.length === 0) return undefined;
  const details = { problems: problems.length };
  return refusal(context, "pack-invalid", { params: { problem: problemsText(context, problems) }, details });
}
