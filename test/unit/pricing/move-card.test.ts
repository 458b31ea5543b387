import { describe, expect, it } from "vitest";
import { cardMovesOf, cardPriceOf, moveCard } from "../../../core/pricing/index.ts";
import { shopPack } from "./shop.ts";

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
