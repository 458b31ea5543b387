import { canonicalJson } from "../../core/kernel/index.ts";
import { chainInput, chainStart } from "../../core/sync/index.ts";
import { sha256 } from "../../hq/api/index.ts";

/** A till's journal that need not be kept: every fact follows from its place. About 310 bytes each. */
export type FactBook = {
  text(seq: number): string;
  /** The link behind this fact; that of 0 is the chain's start. */
  chain(seq: number): string;
};

/** Every fiftieth fact changes a card, each another one; the others are sales. */
export const cardEvery = 50;

const begunAt = 1_735_689_600_000;

export function factBook(name: string): FactBook {
  const links = [chainStart];
  const text = (seq: number): string => factText(name, seq);
  return {
    text,
    chain(seq) {
      for (let next = links.length; next <= seq; next += 1) {
        links.push(sha256(chainInput(links[next - 1] ?? "", text(next))));
      }
      return links[seq] ?? "";
    },
  };
}

export const cardOf = (name: string, seq: number): string => `${name}-${seq}`;

function factText(name: string, seq: number): string {
  const isCard = seq % cardEvery === 0;
  const move = { number: cardOf(name, seq), from: "stocked", to: "issued", programme: "shop", move: "issue" };
  const line = { item: "4810000000017", quantityMilli: 1000, priceMinor: 1000 + (seq % 500), discountMinor: 50 };
  const sale = { pack: { id: "shop", version: 3 }, receipt: seq, cardMoves: [], lines: [line], payment: "cash" };
  return canonicalJson({
    v: 1,
    id: `${name}-${seq}`,
    kind: isCard ? "card-moved" : "sale-completed",
    at: begunAt + seq * 1000,
    mono: seq * 1000,
    boot: "6f1c2b9e",
    actor: "op-17",
    role: "cashier",
    body: isCard ? move : sale,
  });
}
