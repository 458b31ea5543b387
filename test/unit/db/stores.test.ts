import { describe, expect, it } from "vitest";
import type { StoredOperator } from "../../../core/commands/index.ts";
import { basket, fact, thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();

const anna: StoredOperator = {
  id: "anna",
  name: "Анна",
  role: "cashier",
  pinHash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
  failedTries: 2,
  lockedUntil: 1_700_000_030_000,
  demoPin: null,
};

describe("baskets", () => {
  it("keep the open one over a restart, exactly", () => {
    const open = basket("b1", { declined: ["free-card"], card: null, revision: 7 });
    const first = till.open();
    first.baskets.saveOpen(basket("b1"));
    first.baskets.saveOpen(open);
    first.health.close();
    expect(till.open().baskets.open()).toEqual(open);
  });

  it("keep what can be taken back of the open one, and only of that one", () => {
    const step = {
      kind: "change",
      back: { drop: ["2"] },
      said: { key: "undo.added", params: { name: "Сыр" } },
    } as const;
    const first = till.open();
    expect(first.baskets.undoSteps()).toEqual([]);
    first.baskets.saveOpen(basket("b1"), [step]);
    first.health.close();
    const { baskets } = till.open();
    expect([baskets.undoSteps(), baskets.open()]).toEqual([[step], basket("b1")]);
    baskets.suspend(basket("b1"), 20, "anna");
    expect([baskets.undoSteps(), baskets.take("b1")]).toEqual([[], basket("b1")]);
  });

  it("disappear with the sale that they became, and not without it", () => {
    const { baskets, journal, transaction } = till.open();
    baskets.saveOpen(basket("b1"));
    const sell = (fails: boolean) => () => {
      journal.append(fact("1"));
      baskets.closeOpen();
      if (fails) throw new Error("printer");
    };
    expect(() => transaction(sell(true))).toThrow("printer");
    expect(baskets.open()?.id).toBe("b1");
    transaction(sell(false));
    expect(baskets.open()).toBeUndefined();
  });

  it("are one open at a time", () => {
    const { baskets } = till.open();
    baskets.saveOpen(basket("b1"));
    expect(() => baskets.saveOpen(basket("b2"))).toThrow(/one open basket/);
    expect(baskets.open()?.id).toBe("b1");
  });

  it("are put aside and taken back in the order they were put aside", () => {
    const { baskets } = till.open();
    baskets.saveOpen(basket("b1"));
    baskets.suspend(basket("b1"), 20, "anna");
    baskets.suspend(basket("b2"), 10, "oleg");
    expect(baskets.open()).toBeUndefined();
    expect(baskets.suspended().map(({ basket: { id }, at, by }) => [id, at, by])).toEqual([
      ["b2", 10, "oleg"],
      ["b1", 20, "anna"],
    ]);
    expect(baskets.take("b1")).toEqual(basket("b1"));
    expect(baskets.take("b1")).toBeUndefined();
    expect(baskets.suspended()).toHaveLength(1);
  });

  it("are what is in the file, also after a failed transaction", () => {
    const { baskets, transaction } = till.open();
    baskets.saveOpen(basket("b1"));
    const work = () => {
      baskets.saveOpen(basket("b1", { revision: 2 }));
      expect(baskets.open()?.revision).toBe(2);
      throw new Error("stop");
    };
    expect(() => transaction(work)).toThrow("stop");
    expect(baskets.open()?.revision).toBe(1);
  });

  it("cannot be taken while open", () => {
    const { baskets } = till.open();
    baskets.saveOpen(basket("b1"));
    expect(baskets.take("b1")).toBeUndefined();
    expect(baskets.open()?.id).toBe("b1");
  });
});

describe("operators", () => {
  it("are kept with their lock-out over a restart, listed by id", () => {
    const first = till.open();
    const boss: StoredOperator = { ...anna, id: "0", role: "administrator", demoPin: "1111" };
    first.operators.save(anna);
    first.operators.save(boss);
    first.health.close();
    const again = till.open();
    expect(again.operators.list()).toEqual([boss, anna]);
    expect(again.operators.find("anna")).toEqual(anna);
    expect(again.operators.find("nobody")).toBeUndefined();
    again.operators.save({ ...anna, failedTries: 0 });
    expect(again.operators.find("anna")?.failedTries).toBe(0);
  });
});

describe("settings", () => {
  it.each([[null], [true], [1.5], ["тёмная"], [["a", { b: 1 }]], [{ z: { a: [] } }]])("keep %j", (value) => {
    const first = till.open();
    first.settings.set("x", value);
    first.health.close();
    expect(till.open().settings.get("x")).toEqual(value);
  });

  it("know nothing of a name that was never set", () => {
    expect(till.open().settings.get("x")).toBeUndefined();
  });
});

describe("packs", () => {
  const pack = (version: number, installedAt: number) => ({
    id: "shop",
    version,
    hash: "ab".repeat(32),
    json: `{"id":"shop","version":${version}}`,
    installedAt,
  });

  it("are kept over a restart, oldest installation first", () => {
    const first = till.open();
    first.packs.save(pack(2, 10));
    first.packs.save(pack(1, 20));
    first.health.close();
    expect(till.open().packs.list()).toEqual([pack(2, 10), pack(1, 20)]);
  });

  it("replace the same version", () => {
    const { packs } = till.open();
    packs.save(pack(1, 10));
    packs.save({ ...pack(1, 30), json: "{}" });
    expect(packs.list()).toEqual([{ ...pack(1, 30), json: "{}" }]);
  });
});

describe("opening", () => {
  it("is refused while this process has the folder open, and free afterwards", () => {
    const first = till.open();
    expect(thrownBy(() => till.open())).toMatchObject({ kind: "data-in-use" });
    first.health.close();
    first.health.close();
    expect(till.open().recovery).toEqual([]);
  });
});
