import { giveCard, sell, stopCard, type ShopTill } from "./shop-floor.ts";
import { cardNumber, goods } from "./till.ts";

/** The card that the console stops and gives back. */
export const stopped = cardNumber(11);
const used = cardNumber(7);
const lost = cardNumber(8);
const missing = cardNumber(9);
const twice = cardNumber(10);
const bought = cardNumber(2102);
const earned = cardNumber(2103);
const contested = cardNumber(2104);

type Day = readonly [days: number, level: string, work: (a: ShopTill, b: ShopTill) => Promise<void>];

/** What both do while neither hears of the other, and the level that each day begins with. */
export const fiveDays: readonly Day[] = [
  [
    1 / 24,
    "amber",
    async (a, b) => {
      await giveCard(a, bought);
      await sell(b, { goods: [goods.milk.code], card: used, total: "2,40" });
    },
  ],
  [
    1,
    "red",
    async (a, b) => {
      await stopCard(a, lost);
      await sell(b, { goods: [goods.milk.code], card: lost, total: "2,40" });
    },
  ],
  [
    2,
    "black",
    async (a, b) => {
      await giveCard(b, earned);
      await sell(a, { goods: [goods.milk.code], card: used, total: "2,40" });
    },
  ],
  [
    1,
    "black",
    async (a, b) => {
      await stopCard(b, missing);
      await sell(a, { goods: [goods.milk.code], card: missing, total: "2,40" });
    },
  ],
  [
    1,
    "black",
    async (a, b) => {
      for (const till of [a, b]) await stopCard(till, twice);
      for (const till of [a, b]) await giveCard(till, contested);
    },
  ],
];

/** The only cards that anything was done to. */
export const inTheEnd: Readonly<Record<string, keyof typeof words>> = {
  [cardNumber(2101)]: "blocked",
  [stopped]: "active",
  [bought]: "active",
  [earned]: "active",
  [contested]: "active",
  [lost]: "blocked",
  [missing]: "blocked",
  [twice]: "blocked",
};
export const words = { active: "Действует", blocked: "Заблокирована" } as const;
