import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallMessage, Refusal, SessionView } from "../../../core/contract/index.ts";
import { connectEngine, type ConnectionState } from "../../../renderer/shell/connection.ts";
import type { ChannelEvents, OpenChannel } from "../../../renderer/shell/engine-channel.ts";
import { session } from "../renderer/fake-engine.ts";

type Attempt = { readonly sent: CallMessage[]; readonly events: ChannelEvents; closed: boolean };

const inUse: Refusal = { kind: "data-in-use", message: "Данные открыты в другом окне. Закройте его." };

/** The far end of the wire, driven by hand: every attempt to connect is kept. */
function farEnd() {
  const attempts: Attempt[] = [];
  const open: OpenChannel = (events) => {
    const attempt: Attempt = { sent: [], events, closed: false };
    attempts.push(attempt);
    return {
      send: (message) => attempt.sent.push(message),
      close: () => {
        attempt.closed = true;
      },
    };
  };
  const latest = (): Attempt => {
    const attempt = attempts.at(-1);
    if (attempt === undefined) throw new Error("nothing tried to connect");
    return attempt;
  };
  const serve = (): Attempt => {
    latest().events.opened();
    latest().events.message({ id: 0, ok: {} });
    return latest();
  };
  return { attempts, open, latest, serve };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const cancelImport = { cancelled: true };

describe("a connection", () => {
  it("tells the session that its greeting brought, the first time and after it came back", () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open, pausesMs: [50] });
    const heard = vi.fn<(view: SessionView) => void>();
    engine.on("sessionChanged", heard);
    far.latest().events.opened();
    far.latest().events.message({ id: 0, ok: session() });
    expect(heard.mock.calls).toEqual([[session()]]);
    far.latest().events.closed();
    vi.advanceTimersByTime(50);
    far.latest().events.opened();
    far.latest().events.message({ id: 0, ok: session({ locale: "be" }) });
    expect(heard.mock.lastCall).toEqual([session({ locale: "be" })]);
  });
});

describe("a call", () => {
  it("is sent when connected and answers the parsed view", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const { sent, events } = far.serve();
    const answer = engine.call("cancelImport", {});
    const [, call] = sent;
    expect(call).toMatchObject({ command: "cancelImport", input: {} });
    events.message({ id: call?.id, ok: { ...cancelImport, unknown: "dropped" } });
    await expect(answer).resolves.toEqual({ ok: cancelImport });
  });

  it("passes a refusal as it came", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const { sent, events } = far.serve();
    const answer = engine.call("undo", {});
    const refused = { kind: "nothing-to-undo", message: "Отменять нечего" };
    events.message({ id: sent[1]?.id, refused });
    await expect(answer).resolves.toEqual({ refused });
  });

  it("answers `answer-unreadable` when the view is not the contract's", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const { sent, events } = far.serve();
    const answer = engine.call("cancelImport", {});
    events.message({ id: sent[1]?.id, ok: { cancelled: "perhaps" } });
    await expect(answer).resolves.toEqual({ error: "answer-unreadable" });
  });

  it("waits for the connection and is sent once when it is there", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const answer = engine.call("cancelImport", {});
    far.latest().events.opened();
    expect(far.latest().sent.map((call) => call.command)).toEqual(["getSession"]);
    const { sent, events } = far.serve();
    expect(sent.filter((call) => call.command === "cancelImport")).toHaveLength(1);
    events.message({ id: sent.at(-1)?.id, ok: cancelImport });
    await expect(answer).resolves.toEqual({ ok: cancelImport });
  });

  it("that waits longer than the limit answers `engine-unavailable` and is never sent", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open, waitMs: 1_000 });
    const answer = engine.call("cancelImport", {});
    vi.advanceTimersByTime(1_000);
    await expect(answer).resolves.toEqual({ error: "engine-unavailable" });
    expect(far.serve().sent.map((call) => call.command)).toEqual(["getSession"]);
  });

  it("whose answer is lost with the engine says so and is not repeated", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const answer = engine.call("cancelImport", {});
    far.serve().events.closed();
    await expect(answer).resolves.toEqual({ error: "answer-lost" });
    vi.advanceTimersByTime(60_000);
    expect(far.serve().sent.map((call) => call.command)).toEqual(["getSession"]);
  });

  it("beyond the cap is answered at once", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    for (let index = 0; index < 500; index += 1) void engine.call("cancelImport", {});
    await expect(engine.call("cancelImport", {})).resolves.toEqual({ error: "engine-unavailable" });
  });
});

describe("the connection", () => {
  it("comes back by itself, with longer pauses after each failure", () => {
    const far = farEnd();
    const states: ConnectionState[] = [];
    const engine = connectEngine({ open: far.open, pausesMs: [50, 100] });
    engine.onConnectionChange((state) => states.push(state));
    far.serve().events.closed();
    vi.advanceTimersByTime(49);
    expect(far.attempts).toHaveLength(1);
    vi.advanceTimersByTime(1);
    far.latest().events.closed();
    vi.advanceTimersByTime(99);
    expect(far.attempts).toHaveLength(2);
    vi.advanceTimersByTime(1);
    far.serve();
    expect(states).toEqual([
      { state: "connected" },
      { state: "lost", attempts: 1 },
      { state: "lost", attempts: 2 },
      { state: "connected" },
    ]);
  });

  it("hands on why the engine refuses its data, answers calls with it, and tries again when asked", async () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const early = engine.call("getBasket", {});
    far.latest().events.opened();
    far.latest().events.message({ id: 0, refused: inUse });
    await expect(early).resolves.toEqual({ refused: inUse });
    expect(engine.connection()).toEqual({ state: "refused", refusal: inUse });
    await expect(engine.call("getBasket", {})).resolves.toEqual({ refused: inUse });
    engine.retry();
    expect(far.attempts.map((attempt) => attempt.closed)).toEqual([true, false]);
    far.serve();
    expect(engine.connection()).toEqual({ state: "connected" });
  });

  it("ignores what a given-up channel still says", () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const old = far.serve();
    engine.retry();
    old.events.closed();
    old.events.message({ id: 0, refused: inUse });
    vi.advanceTimersByTime(60_000);
    expect(far.attempts).toHaveLength(2);
  });
});

describe("an event", () => {
  it("reaches its listeners parsed, until they stop listening", () => {
    const far = farEnd();
    const engine = connectEngine({ open: far.open });
    const heard: unknown[] = [];
    const stop = engine.on("cardBlocked", (view) => heard.push(view));
    const view = { masked: "··7208", text: "Карта заблокирована", inOpenBasket: true };
    far.serve().events.message({ event: "cardBlocked", view: { ...view, number: "dropped" } });
    stop();
    far.latest().events.message({ event: "cardBlocked", view });
    expect(heard).toEqual([view]);
  });
});
