import * as z from "zod";

/** Who works at head office: everything · cards and disputes · reading only. */
export const consoleRoles = ["administrator", "cards", "viewer"] as const;
export const ConsoleRole = z.enum(consoleRoles);
export type ConsoleRole = z.infer<typeof ConsoleRole>;

export const consoleRights = ["look", "card.decide", "dispute.settle", "terminal.manage", "people.manage"] as const;
export type ConsoleRight = (typeof consoleRights)[number];

const rightsOf: Readonly<Record<ConsoleRole, readonly ConsoleRight[]>> = {
  administrator: consoleRights,
  cards: ["look", "card.decide", "dispute.settle"],
  viewer: ["look"],
};

/** Checked by head office at every call; the page asks too, so that nobody is offered what is refused. */
export function mayAtConsole(role: ConsoleRole, right: ConsoleRight): boolean {
  return rightsOf[role].includes(right);
}
