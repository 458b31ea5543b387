import { makeContext, runCommand, tellTopic, type Aftermath, type Long } from "../../core/commands/index.ts";
import { CallMessage, isCallName, type Refusal, type WireMessage } from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import { StorageError, type StoragePart } from "../../db/stores/index.ts";
import { driveSlices } from "./drive-slices.ts";
import type { Log } from "./log.ts";
import type { Engine, Running } from "./open-engine.ts";
import { refusalOfStorage } from "./storage-refusal.ts";

type Tools = {
  readonly log: Log;
  /** Opens the storage again, looking through the parts that a read has found damaged. */
  reopen(suspect: readonly StoragePart[]): Result<Running, Refusal>;
};

/** Quiet time after which housekeeping may take a moment. */
const quietMs = 5000;
const idleCheckMs = 10_000;

export function createDispatch(first: Running, tools: Tools): Engine {
  const listeners = new Set<(message: WireMessage) => void>();
  let running = first;
  let closed = false;
  let lastCallAt = performance.now();
  const underWay = new Set<Promise<unknown>>();

  const emit = (message: WireMessage): void => {
    for (const listener of listeners) listener(message);
  };
  const tell = (aftermath: Aftermath): void => {
    if (listeners.size === 0) return;
    for (const topic of aftermath.touched) emit(tellTopic(running, topic));
    for (const view of aftermath.blocked) emit({ event: "cardBlocked", view });
  };
  const answer = (id: string | number, result: Result<unknown, Refusal>): WireMessage =>
    result.ok ? { id, ok: result.value } : { id, refused: result.refusal };

  const failed = (error: unknown): { refused: Refusal } | { error: string } => {
    const context = makeContext(running);
    const refused = refusalOfStorage(error, context);
    tools.log("error", refused ? "storage" : "fault", {
      text: String(error),
      stack: error instanceof Error ? error.stack : "",
    });
    if (!refused) return { error: context.say("error.internal") };
    if (error instanceof StorageError && error.kind === "storage-damaged") repair(error.part);
    return { refused };
  };
  const repair = (part: StoragePart | null): void => {
    const { operator } = running.terminal;
    running.ports.health.close();
    const reopened = tools.reopen(part === null ? [] : [part]);
    if (!reopened.ok) return tools.log("error", "not-repaired", { kind: reopened.refusal.kind });
    running = reopened.value;
    running.terminal.operator = operator;
  };

  const run = (
    id: string | number,
    name: Parameters<typeof runCommand>[1],
    input: unknown,
  ): WireMessage | Promise<WireMessage> => {
    const ran = runCommand(running, name, input);
    if (ran.kind === "slices") return finish(id, ran.steps, ran.aftermath);
    tell(ran.aftermath);
    return answer(id, ran.result);
  };
  const finish = async (id: string | number, steps: Long<unknown>, aftermath: Aftermath): Promise<WireMessage> => {
    const driving = driveSlices(
      steps,
      (view) => emit({ event: "importProgress", view }),
      () => closed,
    );
    underWay.add(driving);
    try {
      const result = await driving;
      tell(aftermath);
      return answer(id, result);
    } catch (error) {
      return { id, ...failed(error) };
    } finally {
      underWay.delete(driving);
    }
  };

  const handle = (message: unknown): WireMessage | Promise<WireMessage> => {
    lastCallAt = performance.now();
    const call = CallMessage.safeParse(message);
    if (!call.success || !isCallName(call.data.command)) {
      const id = call.success ? call.data.id : idOf(message);
      return { id, refused: notUnderstood(call.success ? call.data.command : "") };
    }
    const { id, command, input } = call.data;
    try {
      return run(id, command, input);
    } catch (error) {
      return { id, ...failed(error) };
    }
  };
  const notUnderstood = (command: string): Refusal => {
    const { say } = makeContext(running);
    const detail = command === "" ? say("wire.shape") : say("wire.command", { command });
    return { kind: "invalid-input", message: say("refusal.invalid-input", { detail }) };
  };

  const idle = (): void => {
    try {
      running.ports.health.idle();
    } catch (error) {
      failed(error);
    }
  };
  const timer = setInterval(() => {
    if (performance.now() - lastCallAt >= quietMs) idle();
  }, idleCheckMs);
  timer.unref();

  return {
    handle,
    idle,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deviceScan({ code, aim }) {
      const answered = handle({ id: "device", command: "scan", input: aim === undefined ? { code } : { code, aim } });
      void Promise.resolve(answered).then((message) => emit({ event: "scanned", view: scannedView(message) }));
    },
    setDevices(devices) {
      running.terminal.devices = devices;
      emit(tellTopic(running, "status"));
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await Promise.allSettled(underWay);
      running.ports.health.close();
      tools.log("info", "closed");
    },
  };
}

function idOf(message: unknown): string | number | null {
  const id = typeof message === "object" && message !== null && "id" in message ? message.id : null;
  return typeof id === "string" || typeof id === "number" ? id : null;
}

function scannedView(message: WireMessage) {
  if ("ok" in message) return { outcome: message.ok, refusal: null };
  if ("refused" in message) return { outcome: null, refusal: message.refused };
  const text = "error" in message ? message.error : "";
  return { outcome: null, refusal: { kind: "storage-failed", message: text } };
}
