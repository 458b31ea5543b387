import { describe, expect, it } from "vitest";
import { createScreenTexts } from "../../../renderer/shell/i18n.ts";
import { createShell } from "../../../renderer/shell/create-shell.ts";
import { createSounds } from "../../../renderer/shell/sounds.ts";
import { createTill, followBasket } from "../../../renderer/till/till-state.ts";
import { basket, fakeEngine, line, session } from "./fake-engine.ts";

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function tillWith(lines: Parameters<typeof basket>[0]) {
  const fake = fakeEngine({ getSession: () => session(), getBasket: () => basket(lines) });
  const sounds = createSounds({ emit: () => undefined });
  const shell = createShell({ engine: fake.engine, sounds, texts: createScreenTexts() });
  await settled();
  const till = createTill(shell);
  followBasket(till);
  return { till, fake, shell, change: (view: ReturnType<typeof basket>) => fake.emit("basketChanged", view) };
}

describe("the selected line", () => {
  it("is the last one at first", async () => {
    const { till } = await tillWith([line("1"), line("2")]);
    expect(till.store.getState().selectedId).toBe("2");
  });

  it("is the one that a scan has just added, which flashes", async () => {
    const { till, change } = await tillWith([line("1")]);
    change(basket([line("1"), line("2")]));
    expect(till.store.getState()).toMatchObject({ selectedId: "2", flashId: "2" });
  });

  it("is the one whose quantity a scan has raised", async () => {
    const { till, shell } = await tillWith([line("1"), line("2")]);
    shell.tell("accepted", "Item 1", { lineId: "1" });
    expect(till.store.getState()).toMatchObject({ selectedId: "1", flashId: "1" });
  });

  it("stays where it is when prices change", async () => {
    const { till, change } = await tillWith([line("1"), line("2")]);
    till.store.setState({ selectedId: "1" });
    change(basket([line("1", { netMinor: 190 }), line("2", { netMinor: 190 })]));
    expect(till.store.getState()).toMatchObject({ selectedId: "1", flashId: null });
  });

  it("moves to the line in its place when it is removed, to the last when there is none", async () => {
    const { till, change } = await tillWith([line("1"), line("2"), line("3")]);
    till.store.setState({ selectedId: "2" });
    change(basket([line("1"), line("3")]));
    expect(till.store.getState().selectedId).toBe("3");
    change(basket([line("1")]));
    expect(till.store.getState().selectedId).toBe("1");
    change(basket([]));
    expect(till.store.getState().selectedId).toBeNull();
  });
});

describe("a scan while something is open", () => {
  it.each([
    ["quantity", null],
    ["suspended", null],
    ["card", null],
    ["void", null],
    ["why", "why"],
    ["price", "price"],
  ] as const)("leaves of %s: %s", async (panel, left) => {
    const { till, shell, change } = await tillWith([line("1")]);
    till.store.setState({ panel });
    change(basket([line("1"), line("2")]));
    shell.tell("accepted", "Item 2", { lineId: "2" });
    expect(till.store.getState().panel).toBe(left);
  });

  it("leads from the stored receipt to the next customer's basket", async () => {
    const { till, shell } = await tillWith([]);
    till.store.setState({ mode: "receipt" });
    shell.tell("accepted", "Item 1", { lineId: "1" });
    expect(till.store.getState().mode).toBe("basket");
  });

  it("that is refused leaves the stored receipt and its change in view", async () => {
    const { till, shell } = await tillWith([]);
    till.store.setState({ mode: "receipt" });
    shell.tell("refused", "No such item");
    expect(till.store.getState().mode).toBe("receipt");
  });

  it("leaves the payment open: the amount changes where it stands", async () => {
    const { till, shell, change } = await tillWith([line("1")]);
    till.store.setState({ mode: "payment" });
    change(basket([line("1"), line("2")]));
    shell.tell("accepted", "Item 2", { lineId: "2" });
    expect(till.store.getState().mode).toBe("payment");
  });
});

describe("a receipt found after a crash", () => {
  it("is said once", async () => {
    const { till, shell, change } = await tillWith([]);
    change(basket([line("1")], { recovered: true }));
    expect(shell.store.getState().notice).toMatchObject({ tone: "attention", text: "Незаконченный чек восстановлен" });
    expect(shell.store.getState().basket?.recovered).toBe(false);
    expect(till.store.getState().mode).toBe("basket");
  });
});
