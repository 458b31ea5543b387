import { z } from "../../kernel/index.ts";
import type { Ports, StoredOperator } from "../ports.ts";

/** Setting that holds the ids of people who do not work here any more; their facts keep their names. */
const settingKey = "operators.inactive";
const Ids = z.array(z.string());

export function isActive(ports: Ports, id: string): boolean {
  return !inactiveIds(ports).includes(id);
}

/** People who may sign in. */
export function activeOperators(ports: Ports): StoredOperator[] {
  const inactive = inactiveIds(ports);
  return ports.operators.list().filter((each) => !inactive.includes(each.id));
}

export function setActive(ports: Ports, id: string, active: boolean): void {
  const others = inactiveIds(ports).filter((each) => each !== id);
  ports.settings.set(settingKey, active ? others : [...others, id]);
}

function inactiveIds(ports: Ports): string[] {
  return Ids.parse(ports.settings.get(settingKey) ?? []);
}
