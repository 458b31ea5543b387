import { endLater, makeContext, runCommand, type Aftermath, type Long, type Ran } from "../../core/commands/index.ts";
import {
  BasketView,
  CallMessage,
  calls,
  isCallName,
  type CallName,
  type Refusal,
  type WireMessage,
} from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import type { Announcer } from "./announcer.ts";
import { driveSlices } from "./drive-slices.ts";
import type { House } from "./house.ts";

export type Dispatch = {
  handle(message: unknown): WireMessage | Promise<WireMessage>;
  /** Stops imports and waits for them. */
  stop(): Promise<void>;
};

type Parts = {
  readonly house: House;
  readonly announcer: Announcer;
  /** A call of this name was done and is durable. */
  readonly done: (name: CallName, value: unknown) => void;
};
type Id = string | number;

/** Routes messages to commands. Whatever a command throws becomes an answer; memory and disk stay as they were. */
export function createDispatch(parts: Parts): Dispatch {
  const { house } = parts;
  const underWay = new Set<Promise<unknown>>();
  const state = { stopped: false };

  const run = (id: Id, name: CallName, input: unknown): WireMessage | Promise<WireMessage> => {
    const ran = runCommand(house.current(), name, input);
    if (ran.kind === "done") {
      const basket = calls[name].output === BasketView && ran.result.ok ? ran.result.value : undefined;
      parts.announcer.tell(ran.aftermath, basket);
      if (ran.result.ok) parts.done(name, ran.result.value);
      return answer(id, ran.result);
    }
    const finished =
      ran.kind === "later"
        ? finishLater(parts, id, ran)
        : finish(parts, { id, steps: ran.steps, aftermath: ran.aftermath, stopped: () => state.stopped });
    underWay.add(finished);
    void finished.finally(() => underWay.delete(finished));
    return finished;
  };
  return {
    handle(message) {
      const call = CallMessage.safeParse(message);
      const id = call.success ? call.data.id : idOf(message);
      if (!call.success || !isCallName(call.data.command)) {
        return { id, refused: notUnderstood(house, call.success ? call.data.command : "") };
      }
      const down = house.down();
      if (down) return { id, refused: down };
      try {
        return run(call.data.id, call.data.command, call.data.input);
      } catch (error) {
        return { id, ...house.fault(error) };
      }
    },
    async stop() {
      state.stopped = true;
      await Promise.allSettled(underWay);
    },
  };
}

function answer(id: Id, result: Result<unknown, Refusal>): WireMessage {
  return result.ok ? { id, ok: result.value } : { id, refused: result.refusal };
}

type LongRun = {
  readonly id: Id;
  readonly steps: Long<unknown>;
  readonly aftermath: Aftermath;
  stopped(): boolean;
};

async function finish({ house, announcer }: Parts, { id, steps, aftermath, stopped }: LongRun): Promise<WireMessage> {
  try {
    const report = (view: Parameters<Parameters<typeof driveSlices>[1]>[0]) =>
      announcer.emit({ event: "importProgress", view });
    const result = await driveSlices(steps, report, stopped);
    announcer.tell(aftermath);
    return answer(id, result);
  } catch (error) {
    return { id, ...house.fault(error) };
  }
}

/** Answers when the other thread is done; by then the storage may have been opened anew. */
async function finishLater(
  { house, announcer }: Parts,
  id: Id,
  { ending, by }: Extract<Ran, { kind: "later" }>,
): Promise<WireMessage> {
  try {
    const ran = endLater(house.current(), await ending, by);
    announcer.tell(ran.aftermath);
    return answer(id, ran.result);
  } catch (error) {
    return { id, ...house.fault(error) };
  }
}

function notUnderstood(house: House, command: string): Refusal {
  const { say } = makeContext(house.current());
  const detail = command === "" ? say("wire.shape") : say("wire.command", { command: command.slice(0, 40) });
  return { kind: "invalid-input", message: say("refusal.invalid-input", { detail }) };
}

function idOf(message: unknown): Id | null {
  const id = typeof message === "object" && message !== null && "id" in message ? message.id : null;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
