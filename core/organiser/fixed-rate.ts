import { z } from "../kernel/index.ts";
import { Condition, Ground } from "../offer/index.ts";

/** Rooms at a fixed price, up to a share of the house. */
export const FixedRate = z.strictObject({
  clause: z.string().min(1),
  message: z.string().min(1),
  /** Which house it is for. */
  for: Condition,
  when: z.array(Condition),
  priceMinor: z.int().min(0),
  unit: z.enum(["person-night", "room-night"]),
  /** Share of the rooms of the house that may be let so on any night, whole rooms only. */
  shareBp: z.int().min(0).max(10_000),
  /** Rooms above the share: refused one by one, or the whole placement. */
  overflow: z.enum(["split", "refuse"]),
  full: Ground,
});
export type FixedRate = z.infer<typeof FixedRate>;
