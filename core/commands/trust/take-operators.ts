import type { OperatorsFile } from "../../trust/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { activeOperators, isActive, setActive } from "../session/active-operators.ts";

type Sent = OperatorsFile["operators"][number];

/**
 * Makes the people of this till those of head office. Who is not among them may not sign in any more; only where then
 * no administrator were left the till's own stay, so that nobody is locked out of it. Wrong tries count on unless head
 * office gave another PIN.
 */
export function takeOperators(ports: Ports, context: Context, people: readonly Sent[]): void {
  const asOffice = { ...context, operator: null };
  for (const person of people) takePerson(ports, asOffice, person);
  const sent = new Set(people.map(({ id }) => id));
  const keepsOne = people.some(({ role, active }) => role === "administrator" && active);
  for (const own of activeOperators(ports).filter(({ id }) => !sent.has(id))) {
    if (own.role === "administrator" && !keepsOne) continue;
    turn(ports, asOffice, { ...own, active: false });
  }
  const { terminal } = context;
  const { operator } = terminal;
  const now = operator && isActive(ports, operator.id) ? ports.operators.find(operator.id) : undefined;
  terminal.operator = now ? { id: now.id, name: now.name, role: now.role } : null;
  if (operator && !now) context.touched.add("basket");
  context.touched.add("session");
}

function takePerson(ports: Ports, context: Context, { id, name, role, pinHash, active }: Sent): void {
  const known = ports.operators.find(id);
  const newPin = known?.pinHash !== pinHash;
  if (!known || newPin || known.name !== name || known.role !== role) {
    const tries = known && !newPin ? known : { failedTries: 0, lockedUntil: 0 };
    const { failedTries, lockedUntil } = tries;
    ports.operators.save({ id, name, role, pinHash, failedTries, lockedUntil, demoPin: null });
    const body = { operator: name, operatorId: id, role, newPin, added: !known };
    record(ports, context, { kind: "operator-saved", body });
  }
  if (isActive(ports, id) !== active) turn(ports, context, { id, name, active });
}

type Turned = { readonly id: string; readonly name: string; readonly active: boolean };

function turn(ports: Ports, context: Context, { id, name, active }: Turned): void {
  setActive(ports, id, active);
  const body = { operator: name, operatorId: id };
  record(ports, context, { kind: active ? "operator-reactivated" : "operator-deactivated", body });
}
