import type { Role } from "../../shift/index.ts";

/** How rules of associations call whoever stands at the desk. */
export function deskRole(role: Role): string {
  const names: Readonly<Record<Role, string>> = {
    cashier: "cashier",
    receptionist: "reception",
    "shift-manager": "shift_manager",
    administrator: "administrator",
  };
  return names[role];
}
