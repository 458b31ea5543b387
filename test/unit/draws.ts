/** Draws of a law: all of them, or the share that `LAW_SHARE` asks for where the same law runs a thousand times. */
export const draws = (count: number): number => Math.ceil(count * Number(process.env["LAW_SHARE"] ?? 1));
