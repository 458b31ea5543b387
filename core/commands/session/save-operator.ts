import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Operator, Role } from "../../shift/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports, StoredOperator } from "../ports.ts";
import { chooseProgramme, listChoices } from "../programme/choose-programme.ts";
import { viewSession } from "./session-view.ts";

export type SaveOperator = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly role: Role;
  readonly pin?: string | undefined;
};

/** Adds an operator, or changes the name, role or PIN of one. A new PIN also lifts the lock after wrong tries. */
export function saveOperator(ports: Ports, context: Context, input: SaveOperator): Result<SessionView, Refusal> {
  const { id, name, role, pin } = input;
  const known = id === undefined ? undefined : ports.operators.find(id);
  if (id !== undefined && !known) return refusal(context, "operator-unknown");
  if (!known && pin === undefined) return refusal(context, "invalid-input", { params: { detail: "pin" } });
  if (known?.role === "administrator" && role !== "administrator" && isLastAdministrator(ports, known)) {
    return refusal(context, "not-permitted");
  }
  const stored = withPin(ports, known, pin);
  const saved: StoredOperator = { ...stored, id: known?.id ?? ports.ids.next(), name, role };
  ports.operators.save(saved);
  const body = { operator: name, operatorId: saved.id, role, newPin: pin !== undefined, added: !known };
  record(ports, context, { kind: "operator-saved", body });
  if (context.terminal.operator?.id === saved.id) context.terminal.operator = { id: saved.id, name, role };
  context.touched.add("session");
  return ok(viewSession(ports, context));
}

function isLastAdministrator(ports: Ports, operator: Operator): boolean {
  return !ports.operators.list().some((each) => each.role === "administrator" && each.id !== operator.id);
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
  if (ports.operators.list().length > 0) return refusal(context, "not-permitted");
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
  const [first, ...more] = listChoices(ports, context);
  return more.length === 0 ? first?.id : undefined;
}
