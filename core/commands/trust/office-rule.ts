import type { Refusal, RefusalKind } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { ruledByOffice, type RuledThing } from "./from-office.ts";

const kinds: Readonly<Record<RuledThing, RefusalKind>> = {
  packs: "office-rules-packs",
  catalogue: "office-rules-catalogue",
  operators: "office-rules-operators",
};

/** A local change of what head office rules is refused and says where it is made; undefined where the till may. */
export function refusedByOffice(
  ports: Pick<Ports, "sync">,
  context: Context,
  thing: RuledThing,
): Extract<Result<never, Refusal>, { ok: false }> | undefined {
  return ruledByOffice(ports).includes(thing) ? refusal(context, kinds[thing]) : undefined;
}
