import {
  calls,
  parseWire,
  type Answer,
  type CallInput,
  type CallName,
  type CallOutput,
  type EngineClient,
  type Refusal,
  type WireMessage,
} from "../../core/contract/index.ts";
import { createListeners } from "./engine-listeners.ts";
import { openShellChannel, type EngineChannel, type OpenChannel } from "./engine-channel.ts";

/**
 * `connecting` at start · `connected` · `lost`: the engine went away and is being brought back · `refused`: the engine
 * runs but cannot open its data; `refusal` says why and what to do, `retry` tries again.
 */
export type ConnectionState =
  | { readonly state: "connecting" }
  | { readonly state: "connected" }
  | { readonly state: "lost"; readonly attempts: number }
  | { readonly state: "refused"; readonly refusal: Refusal };

/**
 * Codes in `Answer.error` that arise on this side of the wire. `engine-unavailable`: nothing was sent, the call can be
 * repeated. `answer-lost`: it was sent and may have been done; look before repeating (`completeSale` with the same
 * requestId may always be repeated). `answer-unreadable`: the engine speaks another version.
 */
export const connectionFaults = ["engine-unavailable", "answer-lost", "answer-unreadable"] as const;
export type ConnectionFault = (typeof connectionFaults)[number];

export type EngineConnection = EngineClient & {
  connection(): ConnectionState;
  /**
   * Tells of every change from now on; answers how to stop. After `connected` ask for the views anew; the session comes
   * by itself, as `sessionChanged`.
   */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void;
  /** Connects anew at once: after a refusal, or instead of waiting for the next attempt. */
  retry(): void;
  close(): void;
};

export type ConnectOptions = {
  readonly open?: OpenChannel;
  /** How long a call waits for a connection before it answers `engine-unavailable`. */
  readonly waitMs?: number;
  /** Pauses before each further attempt; the last one repeats. */
  readonly pausesMs?: readonly number[];
};

/** An answer whose view is not parsed yet. */
type RawAnswer = { readonly ok: unknown } | { readonly refused: Refusal } | { readonly error: string };
type Call = {
  readonly command: CallName;
  readonly input: unknown;
  readonly settle: (answer: RawAnswer) => void;
};

/** More than a person can cause: beyond it a loop of ours would flood the engine. */
const maxCalls = 500;
const defaultPausesMs = [50, 100, 200, 400, 800, 1_600, 3_000];
const probeId = 0;

const fault = (code: ConnectionFault): { readonly error: ConnectionFault } => ({ error: code });

/** Connects to the engine of the shell this page runs in, and stays connected. */
export function connectEngine(options: ConnectOptions = {}): EngineConnection {
  const listeners = createListeners();
  const book = createCallBook(options.waitMs ?? 8_000);
  const lifeline = createLifeline({
    open: options.open ?? openShellChannel,
    pausesMs: options.pausesMs ?? defaultPausesMs,
    arrived: (message) => ("event" in message ? listeners.emit(message.event, message.view) : book.settle(message)),
    connected: (channel) => book.sendTo(channel),
    lost: () => book.lose(),
    refused: (refusal) => book.refuseAll(refusal),
  });
  return {
    call<K extends CallName>(command: K, input: CallInput<K>): Promise<Answer<K>> {
      const now = lifeline.connection.get();
      if (now.state === "refused") return Promise.resolve({ refused: now.refusal });
      return new Promise((resolve) => {
        book.add({ command, input, settle: (answer) => resolve(parseAnswer(command, answer)) });
      });
    },
    on: listeners.on,
    connection: lifeline.connection.get,
    onConnectionChange: lifeline.connection.onChange,
    retry() {
      lifeline.drop();
      lifeline.connect();
    },
    close: lifeline.drop,
  };
}

/** Calls that wait for a connection and calls that wait for an answer. */
function createCallBook(waitMs: number) {
  const waiting = new Map<number, Call & { readonly timer: ReturnType<typeof setTimeout> }>();
  const sent = new Map<number, Call>();
  let lastId = probeId;
  let channel: EngineChannel | undefined;

  const send = (id: number, call: Call): void => {
    sent.set(id, call);
    channel?.send({ id, command: call.command, input: call.input });
  };
  const take = (id: number): Call | undefined => {
    const call = waiting.get(id);
    clearTimeout(call?.timer);
    waiting.delete(id);
    return call;
  };
  return {
    add(call: Call): void {
      lastId += 1;
      const id = lastId;
      if (waiting.size + sent.size >= maxCalls) return call.settle(fault("engine-unavailable"));
      if (channel !== undefined) return send(id, call);
      const timer = setTimeout(() => take(id)?.settle(fault("engine-unavailable")), waitMs);
      waiting.set(id, { ...call, timer });
    },
    sendTo(opened: EngineChannel): void {
      channel = opened;
      for (const id of waiting.keys()) {
        const call = take(id);
        if (call !== undefined) send(id, call);
      }
    },
    settle(message: Exclude<WireMessage, { event: unknown }>): void {
      const call = sent.get(Number(message.id));
      sent.delete(Number(message.id));
      call?.settle(message);
    },
    lose(): void {
      channel = undefined;
      const lost = [...sent.values()];
      sent.clear();
      for (const call of lost) call.settle(fault("answer-lost"));
    },
    refuseAll(refusal: Refusal): void {
      for (const id of waiting.keys()) take(id)?.settle({ refused: refusal });
    },
  };
}

type LifelineOptions = {
  readonly open: OpenChannel;
  readonly pausesMs: readonly number[];
  readonly arrived: (message: WireMessage) => void;
  readonly connected: (channel: EngineChannel) => void;
  readonly lost: () => void;
  readonly refused: (refusal: Refusal) => void;
};

/** Keeps one channel open. The first answer to a probe tells whether the engine behind it serves or refuses. */
function createLifeline(options: LifelineOptions) {
  const connection = createWatched<ConnectionState>({ state: "connecting" });
  let attempts = 0;
  let channel: EngineChannel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const greeted = (opened: EngineChannel, message: WireMessage): void => {
    if ("refused" in message) {
      connection.set({ state: "refused", refusal: message.refused });
      return options.refused(message.refused);
    }
    attempts = 0;
    options.connected(opened);
    connection.set({ state: "connected" });
    performance.mark("engine-connected");
    // The first view is here already: nobody has to ask for it again.
    if ("ok" in message) options.arrived({ event: "sessionChanged", view: message.ok });
  };
  const connect = (): void => {
    clearTimeout(timer);
    const opened = options.open({
      opened: () => opened.send({ id: probeId, command: "getSession", input: {} }),
      message(data) {
        if (channel !== opened) return;
        const message = parseWire(data);
        if ("id" in message && message.id === probeId) greeted(opened, message);
        else options.arrived(message);
      },
      closed: () => (channel === opened ? lost() : undefined),
    });
    channel = opened;
  };
  const lost = (): void => {
    channel = undefined;
    options.lost();
    const pause = options.pausesMs[Math.min(attempts, options.pausesMs.length - 1)];
    attempts += 1;
    connection.set({ state: "lost", attempts });
    timer = setTimeout(connect, pause);
  };
  const drop = (): void => {
    clearTimeout(timer);
    const old = channel;
    channel = undefined;
    old?.close();
    options.lost();
  };
  connect();
  return { connection, connect, drop };
}

/** A value and those who want to hear when it changes. */
function createWatched<T>(initial: T) {
  const listeners = new Set<(value: T) => void>();
  let value = initial;
  return {
    get: () => value,
    set(next: T): void {
      value = next;
      for (const listener of listeners) listener(next);
    },
    onChange(listener: (value: T) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Checks an answer against the contract; a refusal and a fault pass as they are. */
function parseAnswer<K extends CallName>(command: K, answer: RawAnswer): Answer<K> {
  if ("refused" in answer) return { refused: answer.refused };
  if ("error" in answer) return { error: answer.error };
  const output = calls[command].output.safeParse(answer.ok);
  return output.success ? { ok: output.data as CallOutput<K> } : fault("answer-unreadable");
}
