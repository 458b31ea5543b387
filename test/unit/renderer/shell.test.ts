import { beforeEach, describe, expect, it, vi } from "vitest";
import { createScreenTexts } from "../../../renderer/shell/i18n.ts";
import { createShell } from "../../../renderer/shell/create-shell.ts";
import { createSounds } from "../../../renderer/shell/sounds.ts";
import { basket, fakeEngine, line, session } from "./fake-engine.ts";

type Fake = ReturnType<typeof fakeEngine>;

function shellOver(fake: Fake) {
  const played: number[] = [];
  const sounds = createSounds({ emit: (tones) => played.push(tones[0]?.hz ?? 0) });
  return { shell: createShell({ engine: fake.engine, sounds, texts: createScreenTexts() }), played };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const views = {
  getSession: () => session(),
  getBasket: () => basket([line("1")]),
  getStatus: () => ({ link: { state: "online" } }),
  getShift: () => null,
};

describe("what the engine says", () => {
  it("is asked for when it connects, and again after it came back", async () => {
    const fake = fakeEngine(views);
    const { shell } = shellOver(fake);
    await settled();
    expect(shell.store.getState().basket?.lines).toHaveLength(1);
    fake.connect({ state: "lost", attempts: 1 });
    const before = fake.asked.length;
    fake.connect({ state: "connected" });
    await settled();
    expect(fake.asked.slice(before).map(({ command }) => command)).toEqual(
      expect.arrayContaining(["getBasket", "getStatus", "getShift"]),
    );
  });

  it("reaches the store as one update for one event", async () => {
    const fake = fakeEngine(views);
    const { shell } = shellOver(fake);
    await settled();
    const updates = vi.fn<() => void>();
    shell.store.subscribe(updates);
    fake.emit("basketChanged", basket([line("1"), line("2")]));
    expect(updates).toHaveBeenCalledTimes(1);
  });

  it("comes anew in the operator's language after the language changed", async () => {
    const fake = fakeEngine(views);
    const { shell } = shellOver(fake);
    await settled();
    const before = fake.asked.length;
    fake.emit("sessionChanged", session({ locale: "be" }));
    await settled();
    expect(shell.texts.language).toBe("be");
    expect(fake.asked.slice(before).map(({ command }) => command)).toContain("getBasket");
  });
});

describe("a scan", () => {
  let fake: Fake;
  beforeEach(() => {
    fake = fakeEngine({
      ...views,
      scan: ({ code }: { code: string }) =>
        code === "bad"
          ? { refused: { kind: "code-unknown", message: "No such item" } }
          : { kind: "line-added", text: code, lineId: "7" },
    });
  });

  it("goes onto the basket, is said in one line and heard", async () => {
    const { shell, played } = shellOver(fake);
    await settled();
    shell.scan({ code: "481", aim: "]E0" });
    await settled();
    expect(fake.asked.at(-1)).toEqual({ command: "scan", input: { code: "481", aim: "]E0" } });
    expect(shell.store.getState().notice).toMatchObject({ tone: "accepted", text: "481", lineId: "7" });
    expect(played).toEqual([1320]);
  });

  it("that is refused is said with its refusal and heard as such", async () => {
    const { shell, played } = shellOver(fake);
    await settled();
    shell.scan({ code: "bad" });
    await settled();
    expect(shell.store.getState().notice).toMatchObject({ tone: "refused", refusal: { kind: "code-unknown" } });
    expect(played).toEqual([330]);
  });

  it("goes to the screen that takes scans as long as it is there, then to the sale again", async () => {
    const { shell } = shellOver(fake);
    await settled();
    const taken: string[] = [];
    const stop = shell.takeScans(({ code }) => void taken.push(code));
    shell.scan({ code: "1" });
    await settled();
    stop();
    shell.scan({ code: "2" });
    await settled();
    expect(taken).toEqual(["1"]);
    expect(fake.asked.filter(({ command }) => command === "scan")).toEqual([{ command: "scan", input: { code: "2" } }]);
  });

  it("of a reader that is no keyboard takes the same way: the screen decides, not the reader", async () => {
    const { shell } = shellOver(fake);
    await settled();
    const taken: unknown[] = [];
    const stop = shell.takeScans((scan) => void taken.push(scan));
    fake.emit("deviceScan", { code: "1", aim: "]E0" });
    await settled();
    stop();
    fake.emit("deviceScan", { code: "2" });
    await settled();
    expect(taken).toEqual([{ code: "1", aim: "]E0" }]);
    expect(fake.asked.filter(({ command }) => command === "scan")).toEqual([{ command: "scan", input: { code: "2" } }]);
  });

  it("where no goods are sold by code goes onto no basket, and says so", async () => {
    const desk = { sections: [{ section: "members" as const, programmes: [] }], missing: [] };
    const office = fakeEngine({ ...views, getSession: () => ({ ...session(), desk }) });
    const { shell } = shellOver(office);
    await settled();
    shell.scan({ code: "481" });
    await settled();
    expect(office.asked.filter(({ command }) => command === "scan")).toEqual([]);
    expect(shell.store.getState().notice).toMatchObject({ tone: "attention" });
  });
});

describe("a card on the basket", () => {
  const card = { masked: "··1", status: "", rateBp: 200, refusal: null };

  it.each([
    ["serves", [1047]],
    ["activates", [1047]],
    ["refused", []],
  ] as const)("that %s sounds as %j: a refusal is heard from the scan itself", async (state, sounds) => {
    const fake = fakeEngine(views);
    const { played } = shellOver(fake);
    await settled();
    fake.emit("basketChanged", basket([line("1")], { card: { ...card, state } }));
    fake.emit("basketChanged", basket([line("1"), line("2")], { card: { ...card, state } }));
    expect(played).toEqual(sounds);
  });
});

describe("a call that fails", () => {
  it.each([
    [{ refused: { kind: "basket-empty", message: "Empty" } }, "Empty"],
    [{ error: "engine-unavailable" }, "Касса ещё не ответила. Чек сохранён, повторите через несколько секунд"],
    [{ error: "Error: boom" }, "Не получилось из-за сбоя программы. Чек сохранён, повторите"],
  ])("%j is told as %s", async (answer, text) => {
    const { shell } = shellOver(fakeEngine({ ...views, suspendBasket: () => answer }));
    await settled();
    expect(await shell.run("suspendBasket", {})).toBeUndefined();
    expect(shell.store.getState().notice).toMatchObject({ tone: "refused", text });
  });
});

describe("taking back", () => {
  it("is offered for ten seconds", () => {
    vi.useFakeTimers();
    const { shell } = shellOver(fakeEngine(views));
    shell.offerUndo("Removed", () => undefined);
    vi.advanceTimersByTime(9_999);
    expect(shell.store.getState().undoOffer?.text).toBe("Removed");
    vi.advanceTimersByTime(1);
    expect(shell.store.getState().undoOffer).toBeNull();
    vi.useRealTimers();
  });
});

describe("a change of language", () => {
  it("clears what was said in the language before", async () => {
    const fake = fakeEngine(views);
    const { shell } = shellOver(fake);
    await settled();
    shell.tell("card", "Карта ··7208");
    fake.emit("sessionChanged", session({ locale: "en" }));
    expect(shell.store.getState().notice).toBeNull();
  });
});

describe("a change of section", () => {
  it("takes what was said on the last screen with it, a second press of the same section does not", () => {
    const { shell } = shellOver(fakeEngine());
    shell.go("cards");
    shell.tell("done", "Карта заблокирована");
    shell.go("cards");
    expect(shell.store.getState().notice?.text).toBe("Карта заблокирована");
    shell.go("shift");
    expect(shell.store.getState().notice).toBeNull();
  });
});
