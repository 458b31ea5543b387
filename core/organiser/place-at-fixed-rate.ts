import type { Minor } from "../money/index.ts";
import { roundAs, unmet, type Facts, type Ground } from "../offer/index.ts";
import type { Floor } from "./duties.ts";
import type { FixedRate } from "./fixed-rate.ts";

export type Placement = {
  readonly personsPerRoom: readonly number[];
  readonly nights: number;
  readonly roomStock: number;
  /** Rooms let at the rate already, night by night. */
  readonly taken: readonly number[];
  readonly facts: Facts;
};

export type Placed = {
  readonly rule: string;
  readonly roomLimit: number;
  readonly accepted: number;
  readonly refused: number;
  readonly totalMinor: Minor;
  readonly refusals: readonly Ground[];
};

/** The houses with fixed prices, and the sets that their conditions name. */
export type FixedRates = {
  readonly fixedRates?: Readonly<Record<string, FixedRate>> | undefined;
  readonly sets: Readonly<Record<string, readonly string[]>>;
};

/** How many rooms of a placement the fixed price covers, in the order given, and what they cost. */
export function placeAtFixedRate(pack: FixedRates, placement: Placement): Placed | null {
  const { facts, personsPerRoom, nights } = placement;
  const sight = { fact: (name: string) => facts[name], base: () => 0, set: (name: string) => pack.sets[name] ?? [] };
  const found = Object.entries(pack.fixedRates ?? {}).find(([, rate]) => unmet(rate.for, sight) === null);
  if (!found) return null;
  const [rule, rate] = found;
  const rooms = personsPerRoom.length;
  const roomLimit = roundAs("down", placement.roomStock * rate.shareBp, 10_000);
  const free = Math.max(0, roomLimit - Math.max(0, ...placement.taken));
  const fault = rate.when.map((condition) => unmet(condition, sight)).find((one) => one !== null);
  const fitting = fault ? 0 : rate.overflow === "refuse" && rooms > free ? 0 : Math.min(rooms, free);
  const persons = personsPerRoom.slice(0, fitting).reduce((sum, count) => sum + count, 0);
  const units = (rate.unit === "person-night" ? persons : fitting) * nights;
  const refusals = fault ? [fault.ground ?? rate.full] : fitting < rooms ? [rate.full] : [];
  return {
    rule,
    roomLimit,
    accepted: fitting,
    refused: rooms - fitting,
    totalMinor: units * rate.priceMinor,
    refusals,
  };
}

/** The least price of something that costs so much, and what to say of a lower one. */
export function floorPrice(floor: Floor, costMinor: Minor): { readonly leastMinor: Minor; readonly ground: Ground } {
  return { leastMinor: roundAs("half-up", costMinor * (10_000 + floor.plusBp), 10_000), ground: floor.else };
}
