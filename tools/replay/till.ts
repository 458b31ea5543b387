import { join } from "node:path";
import type { CallInput, CallName, CallOutput } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { openEngine, type Engine } from "../../electron/engine/index.ts";

/** The engine as the screen sees it: calls of the contract, nothing else. */
export type Till = {
  call<K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K>>;
  /** Sets the machine's clock, in milliseconds since 1970. */
  setClock(at: number): void;
  close(): Promise<void>;
};

export const resourcesDir = join(import.meta.dirname, "../../resources");

/** Opens a till whose clock is set by hand. A refusal of any call throws with its message. */
export function openTill(dataDir: string, startAt: number): Till {
  let now = startAt;
  const opened = openEngine({ dataDir, resourcesDir, wall: () => now });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const engine: Engine = opened.value;
  let id = 0;
  return {
    async call(command, input) {
      id += 1;
      const answer = await engine.handle({ id, command, input });
      if ("ok" in answer) return answer.ok as CallOutput<typeof command>;
      const said = "refused" in answer ? `${answer.refused.message} (${answer.refused.kind})` : JSON.stringify(answer);
      throw new Error(`${command}: ${said}`);
    },
    setClock(at) {
      now = at;
    },
    close: () => engine.close(),
  };
}

/** The instant at which the clocks of a time zone show `local`; of two such instants the earlier guess. */
export function instantOf(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const offset = Date.parse(`${localDateTime(asUtc, timeZone)}Z`) - asUtc;
  const guess = asUtc - offset;
  const error = Date.parse(`${localDateTime(guess, timeZone)}Z`) - asUtc;
  return guess - error;
}
