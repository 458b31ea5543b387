import type { OperatorInput, Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { may, type Operator } from "../../shift/index.ts";
import { record, refusal, type Context } from "../context.ts";
import { notPermitted } from "../permit.ts";
import type { Ports, StoredOperator } from "../ports.ts";
import { listChoices } from "../programme/candidates.ts";
import { chooseProgramme } from "../programme/choose-programme.ts";
import { activeOperators, isActive, setActive } from "./active-operators.ts";
import { refusedByOffice } from "../trust/office-rule.ts";
import { viewSession } from "./session-view.ts";

/**
 * Adds an operator, changes the name, role or PIN of one, takes or gives back the right to sign in. A new PIN also
 * lifts the lock after wrong tries. A terminal always keeps an administrator who may sign in.
 */
export function saveOperator(ports: Ports, context: Context, input: OperatorInput): Result<SessionView, Refusal> {
  const ruled = refusedByOffice(ports, context, "operators");
  if (ruled) return ruled;
  const { id, name, role, pin } = input;
  const known = id === undefined ? undefined : ports.operators.find(id);
  if (id !== undefined && !known) return refusal(context, "operator-unknown");
  if (!known && pin === undefined) return refusal(context, "invalid-input", { params: { detail: "pin" } });
  const wasActive = !known || isActive(ports, known.id);
  const active = input.active ?? wasActive;
  if (known && !(role === "administrator" && active) && isLastAdministrator(ports, known)) {
    return refusal(context, "last-administrator");
  }
  const stored = withPin(ports, known, pin);
  const saved: StoredOperator = { ...stored, id: known?.id ?? ports.ids.next(), name, role };
  ports.operators.save(saved);
  const body = { operator: name, operatorId: saved.id, role, newPin: pin !== undefined, added: !known };
  if (!known || known.name !== name || known.role !== role || pin !== undefined) {
    record(ports, context, { kind: "operator-saved", body });
  }
  if (active !== wasActive) turn(ports, context, { operator: saved, active });
  keepSignedIn(context, saved, active);
  context.touched.add("session");
  return ok(viewSession(ports, context));
}

function turn(ports: Ports, context: Context, to: { readonly operator: StoredOperator; readonly active: boolean }) {
  const { operator, active } = to;
  setActive(ports, operator.id, active);
  const body = { operator: operator.name, operatorId: operator.id };
  if (active) record(ports, context, { kind: "operator-reactivated", body });
  else record(ports, context, { kind: "operator-deactivated", body });
}

/** Whoever is at the terminal goes on under the new name and role, or is out. */
function keepSignedIn({ terminal }: Context, { id, name, role }: StoredOperator, active: boolean): void {
  if (terminal.operator?.id === id) terminal.operator = active ? { id, name, role } : null;
}

function isLastAdministrator(ports: Ports, operator: Operator): boolean {
  const administrators = activeOperators(ports).filter((each) => each.role === "administrator");
  return administrators.length === 1 && administrators[0]?.id === operator.id;
}

function withPin(ports: Ports, known: StoredOperator | undefined, pin: string | undefined) {
  if (pin === undefined && known) return known;
  return { pinHash: ports.pins.hash(pin ?? ""), failedTries: 0, lockedUntil: 0, demoPin: null };
}

export type CreateFirstOperator = {
  readonly name: string;
  readonly pin: string;
  readonly programme?: string | undefined;
};

/**
 * The first person of a new terminal: an administrator, signed in at once. There is no default password to forget, and
 * no default programme where there is a choice.
 */
export function createFirstOperator(
  ports: Ports,
  context: Context,
  input: CreateFirstOperator,
): Result<SessionView, Refusal> {
  if (ports.operators.list().length > 0) return notPermitted(context, (role) => may({ role }, "operators.manage"));
  const programme = input.programme ?? onlyChoice(ports, context);
  if (programme !== undefined) {
    const chosen = chooseProgramme(ports, context, programme);
    if (!chosen.ok) return chosen;
  }
  const actor: Operator = { id: ports.ids.next(), name: input.name, role: "administrator" };
  ports.operators.save({ ...actor, ...withPin(ports, undefined, input.pin) });
  context.terminal.operator = actor;
  record(ports, context, {
    kind: "operator-saved",
    body: { operator: actor.name, operatorId: actor.id, role: actor.role, newPin: true, added: true },
    actor,
  });
  context.touched.add("session");
  return ok(viewSession(ports, context));
}

function onlyChoice(ports: Ports, context: Context): string | undefined {
  const [first, ...more] = listChoices(ports, context).programmes;
  return more.length === 0 ? first?.id : undefined;
}
