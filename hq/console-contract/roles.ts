import * as z from "zod";

/** Who works at head office: everything · cards and disputes · card blanks and their papers · reading only. */
export const consoleRoles = ["administrator", "cards", "stock", "viewer"] as const;
export const ConsoleRole = z.enum(consoleRoles);
export type ConsoleRole = z.infer<typeof ConsoleRole>;

export const consoleRights = [
  "look",
  "card.decide",
  "dispute.settle",
  "stock.keep",
  "terminal.manage",
  "people.manage",
  "pack.publish",
  "catalogue.publish",
  "operator.manage",
] as const;
export type ConsoleRight = (typeof consoleRights)[number];

const rightsOf: Readonly<Record<ConsoleRole, readonly ConsoleRight[]>> = {
  administrator: consoleRights,
  cards: ["look", "card.decide", "dispute.settle"],
  stock: ["look", "stock.keep"],
  viewer: ["look"],
};

/** Checked by head office at every call; the page asks too, so that nobody is offered what is refused. */
export function mayAtConsole(role: ConsoleRole, right: ConsoleRight): boolean {
  return rightsOf[role].includes(right);
}
