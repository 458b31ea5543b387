import { chanceOf, mix } from "./random.ts";

/** Everything that somebody does, or that breaks. */
export const deedKinds = {
  block: 12,
  unblock: 8,
  withdraw: 2,
  transfer: 4,
  sell: 10,
  kill: 5,
  powerCut: 6,
  backUp: 4,
  restore: 3,
  clone: 1,
  clock: 4,
  weather: 12,
  gatewayCrash: 6,
  databaseAway: 3,
  officeBlock: 4,
  officeUnblock: 6,
  release: 2,
  revoke: 1,
  nothing: 6,
} as const;
export type DeedKind = keyof typeof deedKinds;

/** `on` picks the till or gateway, `pick` what the kind needs to know besides. */
export type Deed = { readonly afterMs: number; readonly kind: DeedKind; readonly on: number; readonly pick: number };

export type Plan = {
  readonly seed: number;
  readonly tills: number;
  readonly gateways: number;
  readonly deeds: readonly Deed[];
};

const longest = 60;

/** What happens in the run of this seed. */
export function planOf(seed: number): Plan {
  const chance = chanceOf(mix(seed, 1));
  const bag = Object.entries(deedKinds).flatMap(([kind, weight]) => Array<DeedKind>(weight).fill(kind as DeedKind));
  const deeds = Array.from({ length: 15 + chance.below(longest - 15) }, () => ({
    afterMs: pause(chance.next(), chance.next()),
    kind: bag[chance.below(bag.length)] ?? "nothing",
    on: chance.below(1000),
    pick: chance.below(2 ** 31),
  }));
  return { seed, tills: 2 + chance.below(3), gateways: 1 + chance.below(3), deeds };
}

/** Mostly seconds, often none, now and then some minutes. */
function pause(kind: number, share: number): number {
  if (kind < 0.3) return Math.floor(share * 30);
  return Math.floor(share * (kind < 0.93 ? 4000 : 120_000));
}
