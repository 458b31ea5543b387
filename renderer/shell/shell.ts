import type { i18n } from "i18next";
import { createStore, type StoreApi } from "zustand/vanilla";
import type {
  Answer,
  BasketView,
  CallInput,
  CallName,
  CallOutput,
  Refusal,
  SessionView,
  StatusView,
} from "../../core/contract/index.ts";
import { createActionRegistry, type ActionRegistry } from "./action-registry.ts";
import type { EngineConnection } from "./connection.ts";
import { createScanQueue, type Scan } from "./scan-queue.ts";
import { share } from "./share.ts";
import { initialState, type Notice, type SectionId, type ShellState, type UndoOffer } from "./shell-state.ts";
import type { SoundName, Sounds } from "./sounds.ts";

/** Takes a scan instead of the sale, on a screen that looks cards or goods up. */
export type ScanTarget = (scan: Scan) => void | Promise<void>;

type SellingCall = "scan" | "addLine" | "issueCard" | "scanCard";

/** What every screen works with: one engine, one store of its views, one row of keys, scans and sounds. */
export type Shell = {
  readonly store: StoreApi<ShellState>;
  readonly engine: EngineConnection;
  readonly actions: ActionRegistry;
  readonly sounds: Sounds;
  readonly texts: i18n;
  /** Calls the engine; a refusal or fault becomes a notice and `undefined`. Use `engine.call` to handle it yourself. */
  run<K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K> | undefined>;
  /** Puts something on the basket: said, shown and heard like a scan. */
  sell<K extends SellingCall>(command: K, input: CallInput<K>): Promise<void>;
  /** Says in one line what an action came to. */
  tell(tone: Notice["tone"], text: string, more?: { lineId?: string | null; refusal?: Refusal }): void;
  clearNotice(): void;
  /** Offers for ten seconds to take back what was just done. */
  offerUndo(text: string, takeBack: () => void): void;
  go(section: SectionId, part?: string): void;
  /** One complete code from any reader of this window, in the order of reading. */
  scan(scan: Scan): void;
  /** Until the answer is called scans go to `target`, not to the sale. */
  takeScans(target: ScanTarget): () => void;
  close(): void;
};

type ShellParts = { readonly engine: EngineConnection; readonly sounds: Sounds; readonly texts: i18n };

const undoMs = 10_000;

export function createShell({ engine, sounds, texts }: ShellParts): Shell {
  const store = createStore<ShellState>(() => initialState);
  const targets: ScanTarget[] = [];
  const tell = createTeller(store);
  const fail = (answer: Answer): void => {
    if ("refused" in answer) tell("refused", answer.refused.message, { refusal: answer.refused });
    else if ("error" in answer) tell("refused", faultText(texts, answer.error));
  };
  const run = async <K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K> | undefined> => {
    const answer = await engine.call(command, input);
    if ("ok" in answer) return answer.ok;
    fail(answer);
    return undefined;
  };
  const sell = createSeller({ engine, sounds, tell, fail });
  const queue = createScanQueue({
    handle: async (scan) => (targets.at(-1) ?? ((code) => sell("scan", { ...code })))(scan),
    waits: (scansWaiting) => store.setState({ scansWaiting }),
    failed(fault) {
      console.error(fault);
      tell("refused", texts.t("shell:fault.other"));
    },
  });
  const stop = followEngine({ engine, sounds, texts, store, tell });
  return {
    store,
    engine,
    actions: createActionRegistry(),
    sounds,
    texts,
    run,
    sell,
    tell,
    clearNotice: () => store.setState({ notice: null }),
    offerUndo: createUndoOffers(store),
    go: (section, part) => store.setState({ section, part: part ?? null, paletteOpen: false }),
    scan(scan) {
      store.setState({ paletteOpen: false });
      if (!queue.add(scan)) tell("refused", texts.t("shell:scan.tooMany"));
    },
    takeScans(target) {
      targets.push(target);
      return () => {
        const index = targets.lastIndexOf(target);
        if (index >= 0) targets.splice(index, 1);
      };
    },
    close() {
      stop();
      engine.close();
    },
  };
}

type Store = StoreApi<ShellState>;

function createTeller(store: Store): Shell["tell"] {
  let seq = 0;
  return (tone, text, more = {}) => {
    seq += 1;
    const { lineId = null, refusal = null } = more;
    store.setState({ notice: { seq, tone, text, lineId, refusal } });
  };
}

function createUndoOffers(store: Store): Shell["offerUndo"] {
  let seq = 0;
  return (text, takeBack) => {
    seq += 1;
    const undoOffer: UndoOffer = { seq, text, takeBack };
    store.setState({ undoOffer });
    setTimeout(() => {
      if (store.getState().undoOffer === undoOffer) store.setState({ undoOffer: null });
    }, undoMs);
  };
}

type SellerParts = Pick<Shell, "engine" | "sounds" | "tell"> & { readonly fail: (answer: Answer) => void };

function createSeller({ engine, sounds, tell, fail }: SellerParts): Shell["sell"] {
  return async (command, input) => {
    const answer: Answer<SellingCall> = await engine.call(command, input);
    if ("ok" in answer) return sayOutcome({ sounds, tell }, answer.ok);
    sounds.refuse(JSON.stringify(input));
    fail(answer);
  };
}

/** Goods sound here; a card sounds when the basket says whether it serves. */
function sayOutcome(
  { sounds, tell }: Pick<Shell, "sounds" | "tell">,
  { kind, text, lineId }: CallOutput<"scan">,
): void {
  if (kind === "line-added") sounds.play("accepted");
  tell(kind === "line-added" ? "accepted" : "card", text, { lineId });
}

type Followed = Pick<Shell, "engine" | "sounds" | "texts" | "store" | "tell">;

/** Keeps the store at what the engine says: one update of the store for each of its events. */
function followEngine({ engine, sounds, texts, store, tell }: Followed): () => void {
  const set = <K extends keyof ShellState>(key: K, value: ShellState[K]): void => {
    store.setState((state) => ({ [key]: share(state[key], value) }));
  };
  const askSession = async (): Promise<void> => {
    const session = await engine.call("getSession", {});
    if ("ok" in session) takeSession(session.ok);
  };
  const askViews = async (): Promise<void> => {
    const [status, basket, shift] = await Promise.all([
      engine.call("getStatus", {}),
      engine.call("getBasket", {}),
      engine.call("getShift", {}),
    ]);
    if ("ok" in status) set("status", status.ok);
    if ("ok" in basket) set("basket", basket.ok);
    if ("ok" in shift) set("shift", shift.ok);
  };
  const takeSession = (session: SessionView): void => {
    sounds.setVolume(session.settings.soundVolume);
    void texts.changeLanguage(session.settings.locale);
    const before = store.getState().session;
    set("session", session);
    // Names and reasons come in the operator's language, and some views only to who is signed in.
    const another = before?.operator?.id !== session.operator?.id;
    if (before === null || another || before.settings.locale !== session.settings.locale) void askViews();
  };
  const takeStatus = (status: StatusView): void => {
    const before = store.getState().status;
    if (before?.link.state === "online" && status.link.state === "offline") sounds.play("attention");
    set("status", status);
  };
  const takeBasket = (basket: BasketView): void => {
    const before = store.getState().basket;
    set("basket", basket);
    const sound = soundOf(before, basket);
    if (sound !== null) sounds.play(sound);
  };
  const stops = [
    engine.on("sessionChanged", takeSession),
    engine.on("statusChanged", takeStatus),
    engine.on("basketChanged", takeBasket),
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
    engine.onConnectionChange((connection) => {
      set("connection", connection);
      if (connection.state !== "connected") return;
      void askSession();
      if (store.getState().session !== null) void askViews();
    }),
  ];
  set("connection", engine.connection());
  if (engine.connection().state === "connected") void askSession();
  return () => {
    for (const stop of stops) stop();
  };
}

/** What a change of the basket sounds like: a card that serves, a gift that was earned. Refusals sound on their own. */
function soundOf(before: BasketView | null, after: BasketView): SoundName | null {
  const { card } = after;
  const came = card !== null && (card.masked !== before?.card?.masked || card.state !== before.card.state);
  if (came && card.state !== "refused") return "card";
  return after.offer !== null && before?.offer === null ? "attention" : null;
}

/** A fault of ours in the operator's words: what is safe and what to do. */
export function faultText(texts: i18n, code: string): string {
  switch (code) {
    case "engine-unavailable":
    case "answer-lost":
    case "answer-unreadable":
      return texts.t(`shell:fault.${code}`);
    default:
      return texts.t("shell:fault.other");
  }
}
