import type { Answer, BasketView, CallName, EventName, LineView, SessionView } from "../../../core/contract/index.ts";
import type { EngineConnection } from "../../../renderer/shell/index.ts";

/** An engine of the contract's shape that answers what a test tells it to, and remembers what it was asked. */
export function fakeEngine(answers: Partial<Record<CallName, (input: never) => unknown>> = {}) {
  const listeners = new Map<string, Set<(view: never) => void>>();
  const asked: { readonly command: CallName; readonly input: unknown }[] = [];
  const state = { connection: { state: "connected" } as ReturnType<EngineConnection["connection"]> };
  const onConnection = new Set<(state: ReturnType<EngineConnection["connection"]>) => void>();
  const engine = {
    async call(command: CallName, input: unknown): Promise<Answer> {
      asked.push({ command, input });
      const answer = answers[command]?.(input as never);
      if (answer === undefined) return { error: "not faked" };
      const known = typeof answer === "object" && answer !== null && ("refused" in answer || "error" in answer);
      return (known ? answer : { ok: answer }) as Answer;
    },
    on(event: EventName, listener: (view: never) => void) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
    connection: () => state.connection,
    onConnectionChange(listener: (state: ReturnType<EngineConnection["connection"]>) => void) {
      onConnection.add(listener);
      return () => onConnection.delete(listener);
    },
    retry: () => undefined,
    close: () => undefined,
  } as EngineConnection;
  return {
    engine,
    asked,
    emit(event: EventName, view: unknown): void {
      for (const listener of listeners.get(event) ?? []) listener(view as never);
    },
    connect(next: ReturnType<EngineConnection["connection"]>): void {
      state.connection = next;
      for (const listener of onConnection) listener(next);
    },
  };
}

export const line = (id: string, change: Partial<LineView> = {}): LineView => ({
  id,
  sku: `sku-${id}`,
  name: `Item ${id}`,
  unit: "pcs",
  qtyMilli: 1000,
  weighed: false,
  unitPriceMinor: 199,
  grossMinor: 199,
  discountMinor: 0,
  netMinor: 199,
  state: "eligible",
  reason: null,
  withCardMinor: null,
  ...change,
});

export const basket = (lines: LineView[], change: Partial<BasketView> = {}): BasketView => ({
  id: "basket-1",
  revision: 1,
  currency: "BYN",
  lines,
  card: null,
  hint: null,
  offer: null,
  totals: {
    positions: lines.length,
    grossMinor: 0,
    excludedMinor: 0,
    discountMinor: 0,
    discountLabel: null,
    payableMinor: 0,
    withCardDiscountMinor: null,
  },
  blocked: null,
  suspended: 0,
  undo: null,
  recovered: false,
  ...change,
});

export const session = (change: Partial<SessionView["settings"]> = {}): SessionView => ({
  demo: true,
  version: "0",
  operator: { id: "1", name: "Operator", role: "cashier", can: ["sale.make"] },
  operators: [],
  programmes: [],
  regulations: [],
  desk: { sections: [{ section: "sale", programmes: [] }], missing: [] },
  workplaces: [],
  settings: {
    theme: "light",
    locale: "ru",
    zoom: 100,
    keyCaps: true,
    soundVolume: 70,
    terminalName: "1",
    siteName: "Site",
    weightPrefix: "22",
    shopKind: "shop",
    shopOpenedOn: "2020-01-01",
    scanner: { layout: "us", slow: false, prefix: "", suffix: "", serialPath: "", hid: false },
    cardRanges: [],
    printer: { kind: "system", address: "", columns: 42, codePage: "cp866" },
    idleLockMinutes: 0,
    beside: [],
    ...change,
  },
  programme: {
    id: "p",
    version: 1,
    title: "",
    document: "",
    currency: "BYN",
    currencyLabel: "",
    timeZone: "Europe/Minsk",
    cardPriceMinor: 200,
  },
});
