import type { Answer, CallOutput } from "../../core/contract/index.ts";
import type { SellingCall, Shell } from "./shell.ts";

type SellerParts = Pick<Shell, "engine" | "sounds" | "tell"> & {
  readonly fail: (answer: Answer, code?: string) => void;
};

export function createSeller({ engine, sounds, tell, fail }: SellerParts): Shell["sell"] {
  return async (command, input) => {
    const answer: Answer<SellingCall> = await engine.call(command, input);
    if ("ok" in answer) return sayOutcome({ sounds, tell }, answer.ok);
    sounds.refuse(JSON.stringify(input));
    fail(answer, "code" in input ? input.code : undefined);
  };
}

/** Goods sound here; a card sounds when the basket says whether it serves. */
export function sayOutcome(
  { sounds, tell }: Pick<Shell, "sounds" | "tell">,
  { kind, text, lineId }: CallOutput<"scan">,
): void {
  if (kind === "line-added") sounds.play("accepted");
  tell(kind === "line-added" ? "accepted" : "card", text, { lineId });
}
