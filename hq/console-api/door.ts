import { randomUUID } from "node:crypto";
import { Fault } from "../api/index.ts";
import type { ConsoleInput, Person } from "../console-contract/index.ts";
import {
  acceptInvite,
  countAttempt,
  findInvite,
  loginOf,
  openSession,
  signedIn,
  writeAudit,
} from "../console-store/index.ts";
import type { ConsoleHouse } from "./house.ts";
import { hashToken, newToken } from "./session-cookie.ts";

/** Who came in, and the token of the session. */
export type CameIn = { readonly person: Person; readonly token: string };

/** Throws a `Fault`: `sign-in-wrong` for a name as for a password, `sign-in-locked` with the time it holds. */
export async function signIn(house: ConsoleHouse, { name, password }: ConsoleInput<"signIn">): Promise<CameIn> {
  const { sql, passwords, now } = house;
  const at = now();
  const attempt = await countAttempt(sql, loginOf(name), at);
  if (attempt.kind === "locked") {
    const seconds = Math.max(1, Math.ceil((attempt.until - at) / 1000));
    throw new Fault(429, "sign-in-locked", { message: "too many tries", seconds });
  }
  const holds = attempt.kind === "open" && (await passwords.verify(attempt.hash, password));
  if (attempt.kind === "unknown") await passwords.verifyNothing(password);
  if (attempt.kind === "unknown" || !holds) {
    if (attempt.kind === "open") await note(house, attempt.name, "sign-in-refused");
    throw new Fault(403, "sign-in-wrong", { message: "name or password" });
  }
  await signedIn(sql, attempt.login);
  await note(house, attempt.name, "signed-in");
  return comeIn(house, { name: attempt.name, role: attempt.role });
}

export async function readInvite({ sql, now }: ConsoleHouse, { token }: ConsoleInput<"readInvite">): Promise<Person> {
  const invite = await findInvite(sql, hashToken(token), now());
  if (!invite) throw new Fault(403, "invite-over", { message: "the link is unknown, used or over" });
  return invite;
}

export async function accept(house: ConsoleHouse, input: ConsoleInput<"acceptInvite">): Promise<CameIn> {
  const { sql, passwords, now } = house;
  await readInvite(house, { token: input.token });
  const hash = await passwords.hash(input.password);
  const order = { tokenHash: hashToken(input.token), name: input.name, hash, now: now(), id: randomUUID() };
  const person = await acceptInvite(sql, order);
  if (!person) throw new Fault(409, "name-taken", { message: "the name is taken, or the link was used meanwhile" });
  return comeIn(house, person);
}

async function comeIn({ sql, now }: ConsoleHouse, person: Person): Promise<CameIn> {
  const token = newToken();
  await openSession(sql, { tokenHash: hashToken(token), login: loginOf(person.name), now: now() });
  return { person: { name: person.name, role: person.role }, token };
}

async function note({ sql, now }: ConsoleHouse, who: string, action: string): Promise<void> {
  await writeAudit(sql, { id: randomUUID(), at: now(), who, action, subject: who });
}
