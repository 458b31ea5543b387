import * as z from "zod";

/** What an offer gives on the lines it matches. Rates are basis points of the price. */
export const Benefit = z.strictObject({ percentBp: z.int().min(0).max(10_000) });
export type Benefit = z.infer<typeof Benefit>;
