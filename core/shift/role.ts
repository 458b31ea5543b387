/** Who works at the terminal. `administrator` sets it up and is not a cashier's superior at the till. */
export const roles = ["cashier", "receptionist", "shift-manager", "administrator"] as const;
export type Role = (typeof roles)[number];

export type Operator = { readonly id: string; readonly name: string; readonly role: Role };

/** What a role may do by itself. Moves of cards are not here: the programme pack says who may make them. */
const rights = {
  "till.look": ["cashier", "receptionist", "shift-manager", "administrator"],
  "sale.make": ["cashier", "receptionist", "shift-manager"],
  "sale.return": ["shift-manager"],
  "basket.void": ["cashier", "receptionist", "shift-manager"],
  "receipt.reprint": ["cashier", "receptionist", "shift-manager"],
  "card.find": ["cashier", "receptionist", "shift-manager", "administrator"],
  "desk.quote": ["receptionist", "shift-manager"],
  "desk.sell": ["receptionist", "shift-manager"],
  "order.record": ["shift-manager", "administrator"],
  "member.look": ["receptionist", "shift-manager", "administrator"],
  "member.redeem": ["receptionist", "shift-manager"],
  "member.record": ["shift-manager"],
  "fee.look": ["receptionist", "shift-manager", "administrator"],
  "shift.open": ["cashier", "receptionist", "shift-manager"],
  "shift.close": ["shift-manager"],
  "shift.look": ["cashier", "receptionist", "shift-manager", "administrator"],
  "cash.move": ["shift-manager"],
  "journal.read": ["shift-manager", "administrator"],
  "catalogue.import": ["shift-manager", "administrator"],
  "cards.import": ["administrator"],
  "pack.install": ["administrator"],
  "operators.manage": ["administrator"],
  "settings.change": ["shift-manager", "administrator"],
  "link.enrol": ["administrator"],
  "link.sync": ["shift-manager", "administrator"],
  "storage.maintain": ["shift-manager", "administrator"],
  "override.give": ["shift-manager"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;
export const allRights = Object.keys(rights) as Right[];

export function may(operator: { readonly role: Role }, right: Right): boolean {
  return (rights[right] as readonly Role[]).includes(operator.role);
}
