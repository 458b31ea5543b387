import { OverrideInput, type Refusal } from "../contract/index.ts";
import { ok, type Result, z } from "../kernel/index.ts";
import { may, roles, type Operator, type Right } from "../shift/index.ts";
import { record, refusal, type Context } from "./context.ts";
import type { Ports, StoredOperator } from "./ports.ts";
import { isActive } from "./session/active-operators.ts";

/** Wrong PINs before a lock, and how long the first lock lasts; each further wrong PIN doubles it. */
const freeTries = 5;
const firstLockMs = 30_000;
const longestLockMs = 15 * 60_000;

/**
 * Checks a PIN. The count of wrong tries is stored and only a right PIN clears it, so neither a restart nor another
 * clock gives new tries. A lock lasts its time by the clock on the wall, also where that was set back: the journal's
 * own time would stand still. Every wrong PIN is a fact.
 */
export function checkPin(
  ports: Ports,
  context: Context,
  tried: { readonly operatorId: string; readonly pin: string },
): Result<StoredOperator, Refusal> {
  const operator = ports.operators.find(tried.operatorId);
  if (!operator) return refusal(context, "operator-unknown");
  if (!isActive(ports, operator.id)) return refusal(context, "operator-inactive", { params: { name: operator.name } });
  const wall = ports.clock.wall();
  if (wall < operator.lockedUntil) return locked(context, wall, notLongerThanMeant(ports, operator, wall));
  if (ports.pins.verify(operator.pinHash, tried.pin)) {
    if (operator.failedTries > 0) ports.operators.save({ ...operator, failedTries: 0, lockedUntil: 0 });
    return ok(operator);
  }
  const failedTries = operator.failedTries + 1;
  const left = freeTries - failedTries;
  const lockMs = lockOf(failedTries);
  const lockedUntil = lockMs === 0 ? 0 : wall + lockMs;
  ports.operators.save({ ...operator, failedTries, lockedUntil });
  record(ports, context, { kind: "pin-refused", body: { failedTries, lockedUntil }, actor: operator });
  if (lockMs === 0) return refusal(context, "pin-wrong", { params: { count: left }, details: { triesLeft: left } });
  context.touched.add("session");
  return locked(context, wall, lockedUntil);
}

function lockOf(failedTries: number): number {
  const over = failedTries - freeTries;
  return over < 0 ? 0 : Math.min(firstLockMs * 2 ** over, longestLockMs);
}

/** A clock set back would make a lock of seconds one of days. */
function notLongerThanMeant(ports: Ports, operator: StoredOperator, wall: number): number {
  const longest = wall + lockOf(operator.failedTries);
  if (operator.lockedUntil <= longest) return operator.lockedUntil;
  ports.operators.save({ ...operator, lockedUntil: longest });
  return longest;
}

function locked(context: Context, wall: number, until: number) {
  const seconds = Math.ceil((until - wall) / 1000);
  return refusal(context, "pin-locked", { params: { count: seconds }, details: { lockedUntil: until, seconds } });
}

const WithOverride = z.object({ override: OverrideInput.optional() });

/** Who may do what: the operator's own right, or a manager's PIN for this one action. */
export function permit(
  ports: Ports,
  context: Context,
  asked: { readonly command: string; readonly right: Right; readonly overridable: boolean; readonly input: unknown },
): Result<Operator | null, Refusal> {
  return permitWhen(ports, context, { ...asked, allowed: (operator) => may(operator, asked.right) });
}

/** The same where something else than a right decides: the pack says who may move a card. */
export function permitWhen(
  ports: Ports,
  context: Context,
  asked: {
    readonly command: string;
    readonly overridable: boolean;
    readonly input: unknown;
    allowed(operator: { readonly role: Operator["role"] }): boolean;
  },
): Result<Operator | null, Refusal> {
  const { operator } = context;
  if (!operator) return refusal(context, "not-signed-in");
  if (asked.allowed(operator)) return ok(null);
  if (!asked.overridable) return notPermitted(context, (role) => asked.allowed({ role }));
  const override = WithOverride.safeParse(asked.input).data?.override;
  if (!override) return refusal(context, "override-needed");
  const checked = checkPin(ports, context, override);
  if (!checked.ok) return checked;
  const { id, name, role } = checked.value;
  const manager: Operator = { id, name, role };
  const mayConsent = (by: Operator["role"]) => may({ role: by }, "override.give") && asked.allowed({ role: by });
  if (!mayConsent(role)) return notPermitted(context, mayConsent);
  record(ports, context, {
    kind: "override-given",
    body: { command: asked.command, for: operator.id, forName: operator.name, operator: name },
    actor: manager,
  });
  return ok(manager);
}

/** Says who may, so that the one who may not knows whom to ask. */
export function notPermitted(context: Context, allowed: (role: Operator["role"]) => boolean): Result<never, Refusal> {
  const names = roles.filter(allowed).map((role) => context.say(`role.${role}`));
  return refusal(context, "not-permitted", { params: { roles: names.join(", ") } });
}
