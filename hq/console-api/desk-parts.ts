import { randomUUID } from "node:crypto";
import { Fault } from "../api/index.ts";
import type { ConsoleInput, ConsoleOutput, DeskCallName } from "../console-contract/index.ts";
import type { Desk } from "./house.ts";

export type Handlers = {
  readonly [K in DeskCallName]: (desk: Desk, input: ConsoleInput<K>) => Promise<ConsoleOutput<K>>;
};

/** Who does it and when; `id` is that of the row in the audit. */
export function stampOf({ person, now }: Desk) {
  return { by: person.name, now: now(), id: randomUUID() };
}

/** Refusals for which the page shows what is there by now. */
export function changedMeanwhile(): Fault {
  return new Fault(409, "changed-meanwhile", { message: "somebody was quicker, or it never was" });
}
