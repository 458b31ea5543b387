import type { Refusal } from "../../contract/index.ts";
import type { EntitlementPack, Entry, View } from "../../entitlement/index.ts";
import {
  dateOf,
  localDateTime,
  ok,
  type LocalDate,
  type LocalDateTime,
  type Result,
  type Text,
} from "../../kernel/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { entryOf, memberRef, recordOf, type MemberRecorded } from "./member-facts.ts";

/** A member with everything that was recorded of it at this terminal, under the rules of a programme. */
export type KnownMember = {
  readonly pack: EntitlementPack;
  readonly record: MemberRecorded;
  readonly view: View;
  /** Its facts, oldest first. */
  readonly facts: readonly JournalEntry[];
};

export function findMember(
  ports: Ports,
  context: Context,
  { programme, member }: { readonly programme: string; readonly member: string },
): Result<KnownMember, Refusal> {
  const found = regulationAt(context, "entitlement", programme);
  if (!found.ok) return found;
  const known = readMember(ports, found.value.pack, member);
  return known ? ok(known) : refusal(context, "member-unknown", { params: { member } });
}

/** The member as its facts have it; undefined if nobody recorded one of that number. */
export function readMember(ports: Pick<Ports, "journal">, pack: EntitlementPack, id: string): KnownMember | undefined {
  const facts = ports.journal.byRef(memberRef(pack.pack.id, id));
  const record = facts.flatMap((fact) => recordOf(fact) ?? []).at(-1);
  if (!record) return undefined;
  const log = facts.flatMap((fact): readonly Entry[] => {
    const entry = entryOf(fact);
    return entry ? [entry] : [];
  });
  return { pack, record, view: { pack, member: record, log }, facts };
}

/** Wall clock where the programme's days are counted. */
export function programmeNow({ now }: Context, { pack }: EntitlementPack): LocalDateTime {
  return localDateTime(now, pack.timeZone);
}

export function programmeToday(context: Context, pack: EntitlementPack): LocalDate {
  return dateOf(programmeNow(context, pack));
}

/** What the programme calls a status, a body or a role. */
export function titleOf({ locale }: Context, titles: Readonly<Record<string, Text>>, name: string): string {
  return titles[name]?.[locale] ?? name;
}
