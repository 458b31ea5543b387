import type { i18n } from "i18next";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Answer, CallInput, CallName, CallOutput } from "../../core/contract/index.ts";
import { createActionRegistry } from "./action-registry.ts";
import type { EngineConnection } from "./connection.ts";
import { faultText } from "./fault-text.ts";
import { followEngine } from "./follow-engine.ts";
import { createScanQueue, type Scan } from "./scan-queue.ts";
import { createSeller } from "./selling.ts";
import type { ScanTarget, Shell } from "./shell.ts";
import { initialState, type ShellState, type UndoOffer } from "./shell-state.ts";
import type { Sounds } from "./sounds.ts";

type ShellParts = { readonly engine: EngineConnection; readonly sounds: Sounds; readonly texts: i18n };

const undoMs = 10_000;

export function createShell({ engine, sounds, texts }: ShellParts): Shell {
  const store = createStore<ShellState>(() => initialState);
  const tell = createTeller(store);
  const fail = (answer: Answer, code?: string): void => {
    const more = code === undefined ? {} : { code };
    if ("refused" in answer) tell("refused", answer.refused.message, { ...more, refusal: answer.refused });
    else if ("error" in answer) tell("refused", faultText(texts, answer.error), more);
  };
  const run = async <K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K> | undefined> => {
    const answer = await engine.call(command, input);
    if ("ok" in answer) return answer.ok;
    fail(answer);
    return undefined;
  };
  const sell = createSeller({ engine, sounds, tell, fail });
  const scanning = createScanning({ store, texts, tell, sell });
  const stop = followEngine({ engine, sounds, texts, store, tell, scan: scanning.scan });
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
    go: (section, part) =>
      store.setState(({ section: before, notice }) => ({
        section,
        part: part ?? null,
        paletteOpen: false,
        // What was said belongs to the screen it was said on.
        notice: section === before ? notice : null,
      })),
    ...scanning,
    close() {
      stop();
      engine.close();
    },
  };
}

type ScanningParts = Pick<Shell, "store" | "texts" | "tell" | "sell">;

/**
 * Where scans go, whatever reader they come from, one after the other: to the screen that came last and takes them,
 * else onto the basket, where the desk sells goods.
 */
function createScanning({ store, texts, tell, sell }: ScanningParts): Pick<Shell, "scan" | "takeScans"> {
  const targets: ScanTarget[] = [];
  const ontoBasket = async (scan: Scan): Promise<void> => {
    const { session } = store.getState();
    const isSold = session === null || session.desk.sections.some(({ section }) => section === "sale");
    if (isSold) await sell("scan", { ...scan });
    else tell("attention", texts.t("shell:scan.notHere"));
  };
  const queue = createScanQueue({
    handle: async (scan) => (targets.at(-1) ?? ontoBasket)(scan),
    waits: (scansWaiting) => change(store, "scansWaiting", scansWaiting),
    failed(fault) {
      console.error(fault);
      tell("refused", texts.t("shell:fault.other"));
    },
  });
  return {
    scan(scan) {
      change(store, "paletteOpen", false);
      if (!queue.add(scan)) tell("refused", texts.t("shell:scan.tooMany"));
    },
    takeScans(target) {
      targets.push(target);
      return () => {
        const index = targets.lastIndexOf(target);
        if (index >= 0) targets.splice(index, 1);
      };
    },
  };
}

type Store = StoreApi<ShellState>;

/** Tells nobody of what is so already: a scan comes while no list is open and none waits. */
function change<K extends "scansWaiting" | "paletteOpen">(store: Store, key: K, value: ShellState[K]): void {
  if (store.getState()[key] !== value) store.setState({ [key]: value });
}

function createTeller(store: Store): Shell["tell"] {
  let seq = 0;
  return (tone, text, more = {}) => {
    seq += 1;
    const { lineId = null, refusal = null, code = null } = more;
    store.setState({ notice: { seq, tone, text, lineId, refusal, code } });
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
