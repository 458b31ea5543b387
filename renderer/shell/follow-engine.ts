import type { BasketView, SessionView, StatusView } from "../../core/contract/index.ts";
import { sayOutcome } from "./selling.ts";
import { share } from "./share.ts";
import type { Shell } from "./shell.ts";
import type { ShellState } from "./shell-state.ts";
import type { SoundName } from "./sounds.ts";

type Followed = Pick<Shell, "engine" | "sounds" | "texts" | "store" | "tell" | "scan">;

/** Keeps the store at what the engine says: one update of the store for each of its events. Answers how to stop. */
export function followEngine(parts: Followed): () => void {
  const { engine, store } = parts;
  const views = createViews(parts);
  const stops = [
    ...listen(parts, views),
    engine.onConnectionChange((connection) => {
      views.set("connection", connection);
      if (connection.state === "connected" && store.getState().session !== null) void views.askViews();
    }),
  ];
  views.set("connection", engine.connection());
  if (engine.connection().state === "connected") void views.askSession();
  return () => {
    for (const stop of stops) stop();
  };
}

type Views = ReturnType<typeof createViews>;

function createViews({ engine, store, sounds, texts }: Followed) {
  const views = {
    set<K extends keyof ShellState>(key: K, value: ShellState[K]): void {
      store.setState((state) => ({ [key]: share(state[key], value) }));
    },
    async askSession(): Promise<void> {
      const session = await engine.call("getSession", {});
      if ("ok" in session) views.takeSession(session.ok);
    },
    async askViews(): Promise<void> {
      const [status, basket, shift] = await Promise.all([
        engine.call("getStatus", {}),
        engine.call("getBasket", {}),
        engine.call("getShift", {}),
      ]);
      if ("ok" in status) views.set("status", status.ok);
      if ("ok" in basket) views.set("basket", basket.ok);
      if ("ok" in shift) views.set("shift", shift.ok);
    },
    takeSession(session: SessionView): void {
      sounds.setVolume(session.settings.soundVolume);
      void texts.changeLanguage(session.settings.locale);
      const before = store.getState().session;
      views.set("session", session);
      // Names and reasons come in the operator's language, and some views only to who is signed in.
      const another = before?.operator?.id !== session.operator?.id;
      // What was said in the language before stays unread or is said anew.
      if (before !== null && before.settings.locale !== session.settings.locale) store.setState({ notice: null });
      if (before === null || another || before.settings.locale !== session.settings.locale) void views.askViews();
    },
  };
  return views;
}

function listen({ engine, store, sounds, tell, scan }: Followed, { set, takeSession }: Views): (() => void)[] {
  return [
    engine.on("sessionChanged", takeSession),
    engine.on("statusChanged", (status) => {
      if (wentOffline(store.getState().status, status)) sounds.play("attention");
      set("status", status);
    }),
    engine.on("basketChanged", (basket) => {
      const sound = soundOf(store.getState().basket, basket);
      set("basket", basket);
      if (sound !== null) sounds.play(sound);
    }),
    engine.on("deviceScan", ({ code, aim }) => scan(aim === undefined ? { code } : { code, aim })),
    engine.on("scanned", ({ outcome, refusal }) => {
      if (outcome !== null) sayOutcome({ sounds, tell }, outcome);
      if (refusal === null) return;
      sounds.refuse(refusal.kind);
      tell("refused", refusal.message);
    }),
    engine.on("shiftChanged", (shift) => set("shift", shift)),
    engine.on("importProgress", (importProgress) => set("importProgress", importProgress)),
    engine.on("cardBlocked", ({ text, inOpenBasket }) => {
      if (inOpenBasket) sounds.play("refused");
      tell("attention", text);
    }),
  ];
}

const wentOffline = (before: StatusView | null, after: StatusView): boolean =>
  before?.link.state === "online" && after.link.state === "offline";

/** What a change of the basket sounds like: a card that serves, a gift that was earned. Refusals sound on their own. */
function soundOf(before: BasketView | null, after: BasketView): SoundName | null {
  const { card } = after;
  const came = card !== null && (card.masked !== before?.card?.masked || card.state !== before.card.state);
  if (came && card.state !== "refused") return "card";
  return after.offer !== null && before?.offer === null ? "attention" : null;
}
