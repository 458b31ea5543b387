import * as z from "zod";
import type { ConsoleRight } from "./roles.ts";

export const Instant = z.int().min(0);
export const Name = z.string().trim().min(1).max(64);
/** A reason or a note. */
export const Said = z.string().trim().min(3).max(500);
export const Nothing = z.strictObject({});
export const Done = z.object({});

/** A call of somebody who is signed in. */
export type DeskCall = { readonly right: ConsoleRight; readonly input: z.ZodType; readonly output: z.ZodType };
