import { locales, z } from "../kernel/index.ts";

/** Amount in minor units of the terminal's currency. */
export const Minor = z.int();
/** Amount that cannot be negative, up to ten million in major units. */
export const PositiveMinor = z.int().min(0).max(1_000_000_000);
/** Thousandths of a piece or kilogram. */
export const QtyMilli = z.int().min(1).max(9_999_999);
export const Id = z.string().min(1).max(64);
export const CardNumberText = z.string().trim().min(4).max(32);
/** Epoch milliseconds. */
export const InstantMs = z.int().min(0);
export const LocaleName = z.enum(locales);
export const RoleName = z.enum(["cashier", "receptionist", "shift-manager", "administrator"]);
export const Themes = z.enum(["system", "light", "dark", "contrast"]);

/** A new PIN: four to eight digits. */
export const NewPin = z.string().regex(/^\d{4,8}$/);
/** Name of a person as screens and receipts show it. */
export const PersonName = z.string().trim().min(1).max(60);

/** A manager's consent to one action: checked, used once, both people recorded. */
export const OverrideInput = z.object({ operatorId: Id, pin: z.string().min(4).max(12) });
