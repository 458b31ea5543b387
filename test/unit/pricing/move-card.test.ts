import { describe, expect, it } from "vitest";
import { cardMovesOf, cardPriceOf, moveCard } from "../../../core/pricing/index.ts";
import { shopPack } from "./shop.ts";
import { smallPack } from "./small-pack.ts";

const pack = shopPack();
const active = { number: "29", status: "active" } as const;

describe("moves of a card by hand", () => {
  it("17: a block keeps the reason given, which picks the clause later", () => {
    expect(moveCard(pack, { move: "block", card: active, by: "call-centre", reason: "lost" })).toEqual({
      ok: true,
      value: { number: "29", from: "active", to: "blocked", move: "block", clause: "17", reason: "lost" },
    });
  });

  it("10: ended participation is marked as the organiser's block, whatever was written", () => {
    const moved = moveCard(pack, { move: "end-participation", card: active, by: "head-office", reason: "abuse" });
    expect(moved).toMatchObject({ ok: true, value: { to: "blocked", reason: "enterprise" } });
  });

  it.each([
    ["no reason", { move: "block", card: active, by: "shift-manager" }, "REASON_REQUIRED"],
    ["an unknown move", { move: "polish", card: active, by: "head-office", reason: "r" }, "TRANSITION_NOT_ALLOWED"],
    [
      "a number that does not exist",
      { move: "block", card: { number: "29", status: "unknown" }, by: "shift-manager", reason: "r" },
      "TRANSITION_NOT_ALLOWED",
    ],
  ] as const)("%s is refused", (_what, request, code) => {
    expect(moveCard(pack, request)).toMatchObject({ ok: false, refusal: { code } });
  });

  it("a role that may not gets told who may, in words of the move", () => {
    const moved = moveCard(pack, { move: "block", card: active, by: "cashier", reason: "lost" });
    expect(moved).toMatchObject({ ok: false, refusal: { message: { key: "move.role.block" } } });
    const other = moveCard(pack, { move: "transfer", card: active, by: "cashier", reason: "r" });
    expect(other).toMatchObject({ ok: false, refusal: { message: { key: "move.role" } } });
  });

  it("26: unblocking without a known status before makes the card active", () => {
    const card = { number: "29", status: "blocked" } as const;
    const moved = moveCard(pack, { move: "unblock", card, by: "call-centre", reason: "found" });
    expect(moved).toMatchObject({ ok: true, value: { to: "active" } });
  });
});

describe("moves that a screen may list", () => {
  it("an active card: what can be done, by whom, and what never", () => {
    expect(cardMovesOf(pack, "active").map(({ move, by, refusal }) => [move, by.length > 0, refusal?.code])).toEqual([
      ["block", true, undefined],
      ["end-participation", true, undefined],
      ["withdraw", true, undefined],
      ["replace", false, "NO_REPLACEMENT"],
      ["refund-fee", false, "NO_REFUND"],
    ]);
  });

  it("a blocked card can be unblocked and not blocked again", () => {
    const moves = cardMovesOf(pack, "blocked").map(({ move }) => move);
    expect(moves).toContain("unblock");
    expect(moves).not.toContain("block");
  });

  it("16: the refused replacement names the price of a new card", () => {
    const replace = cardMovesOf(pack, "active").find(({ move }) => move === "replace");
    expect(replace?.refusal?.message.params).toEqual({ clause: "16", price: { minor: 200 } });
    expect(cardPriceOf(pack)).toBe(200);
  });
});

describe("what a move by hand needs", () => {
  const lost = { move: "block", card: active, by: "call-centre", reason: "lost" };
  it.each<[string, Parameters<typeof moveCard>[1], string | undefined]>([
    ["a reason and the number", lost, undefined],
    ["spaces are no reason", { ...lost, reason: "  " }, "REASON_REQUIRED"],
    ["the number, by name", { ...lost, numberGiven: false }, "NUMBER_REQUIRED"],
    ["who may is asked first", { ...lost, by: "cashier", reason: "", numberGiven: false }, "ROLE_NOT_ALLOWED"],
    ["then the number", { ...lost, reason: "", numberGiven: false }, "NUMBER_REQUIRED"],
    ["then the reason", { ...lost, reason: "", card: { number: "29", status: "withdrawn" } }, "REASON_REQUIRED"],
    ["then the status", { ...lost, card: { number: "29", status: "withdrawn" } }, "TRANSITION_NOT_ALLOWED"],
    ["what nobody may is refused to everybody", { ...lost, move: "replace", by: "head-office" }, "NO_REPLACEMENT"],
  ])("%s", (_what, request, code) => {
    const moved = moveCard(pack, request);
    expect(moved.ok ? undefined : moved.refusal.code).toBe(code);
  });

  it("a move without needs is made without", () => {
    const card = pack.card && {
      ...pack.card,
      moves: pack.card.moves.map(({ needs: _, ...move }) => move),
    };
    const bare = { move: "block", card: active, by: "call-centre", numberGiven: false };
    expect(moveCard(card ? { ...pack, card } : pack, bare)).toEqual({
      ok: true,
      value: { number: "29", from: "active", to: "blocked", move: "block", clause: "17" },
    });
  });

  it("26: unblocking brings back the status before", () => {
    const card = { number: "29", status: "blocked", previous: "issued" } as const;
    const moved = moveCard(pack, { move: "unblock", card, by: "call-centre", reason: "found" });
    expect(moved).toMatchObject({ ok: true, value: { from: "blocked", to: "issued", reason: "found" } });
  });

  it("a status that the card has already may be moved to: nothing changes", () => {
    const card = { number: "29", status: "blocked" } as const;
    expect(moveCard(pack, { ...lost, card })).toMatchObject({ ok: true, value: { from: "blocked", to: "blocked" } });
  });

  it("a refusal names its clause in its words", () => {
    const moved = moveCard(pack, { ...lost, reason: "" });
    const message = { key: "move.reason", params: { clause: "17", price: { minor: 200 } } };
    expect(moved).toEqual({ ok: false, refusal: { code: "REASON_REQUIRED", clause: "17", message } });
  });
});

describe("a programme without cards", () => {
  const none = smallPack({});
  it("moves none, and says so", () => {
    expect(moveCard(none, { move: "block", card: active, by: "head-office", reason: "lost" })).toEqual({
      ok: false,
      refusal: { code: "TRANSITION_NOT_ALLOWED", clause: "-", message: { key: "-", params: { clause: "-" } } },
    });
  });

  it("has no moves to list and no price", () => {
    expect(cardMovesOf(none, "active")).toEqual([]);
    expect(cardPriceOf(none)).toBe(0);
  });
});

describe("a listed move", () => {
  it("is titled with its clause and names who may", () => {
    const [block] = cardMovesOf(pack, "active");
    expect(block).toEqual({
      move: "block",
      clause: "17",
      by: ["call-centre", "head-office", "shift-manager"],
      title: { key: "move.block", params: { clause: "17" } },
      refusal: null,
    });
  });

  it("that is never allowed is titled, too, and may be made by nobody", () => {
    const fee = cardMovesOf(pack, "stocked").find(({ move }) => move === "refund-fee");
    const price = { minor: 200 };
    expect(fee).toEqual({
      move: "refund-fee",
      clause: "16",
      by: [],
      title: { key: "move.refund-fee", params: { clause: "16" } },
      refusal: {
        code: "NO_REFUND",
        clause: "16",
        message: { key: "move.refund-fee-never", params: { clause: "16", price } },
      },
    });
  });

  it("the price of a card is that of the last price rule: what it costs when nothing makes it cheaper", () => {
    const card = pack.card && {
      ...pack.card,
      prices: pack.card.prices.map((one, at) => ({ ...one, amountMinor: 100 + at })),
    };
    expect(cardPriceOf(card ? { ...pack, card } : pack)).toBe(100 + (pack.card?.prices.length ?? 0) - 1);
  });
});
