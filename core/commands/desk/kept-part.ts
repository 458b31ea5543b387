import { dateOf } from "../../kernel/index.ts";
import type { DeskPart, KeptBonus } from "../../sale/index.ts";
import type { Ports } from "../ports.ts";
import { allOrders } from "./orders-on-file.ts";
import type { Quoted } from "./price-desk.ts";

/** What a sale or a booking keeps of the form it came from. */
export function keptPart(ports: Ports, form: string, { asked, input, priced }: Quoted): DeskPart {
  const today = dateOf(asked.given.at);
  const facts: DeskPart["facts"] = {};
  for (const [name, value] of Object.entries(input.facts)) {
    if (value !== null && String(value) !== "") facts[name] = typeof value === "object" ? [...value] : value;
  }
  const inForce = allOrders(ports, asked.pack).filter(({ body, withdrawn }) => {
    return !withdrawn && body.from <= today && today <= body.to;
  });
  return {
    form,
    facts,
    ...(input.choice === undefined ? {} : { choice: input.choice }),
    orders: inForce.map(({ body }) => ({ kind: body.kind, number: body.orderNumber })),
    bonuses: priced.bonuses.map(keptBonus),
  };
}

function keptBonus({ rule, clause, sessions, visit }: Quoted["priced"]["bonuses"][number]): KeptBonus {
  return {
    rule,
    clause,
    ...(sessions ? { sessions: { ...sessions } } : {}),
    ...(visit ? { visit: { ...visit, services: [...visit.services] } } : {}),
  };
}
