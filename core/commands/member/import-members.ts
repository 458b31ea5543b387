import type { Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context, type Long } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { readMember } from "./known-member.ts";
import { readMembers, type MemberFault } from "./read-members.ts";
import { writeMember } from "./record-member.ts";

/** Rows written at once: a few milliseconds. */
const sliceRows = 100;
/** Faults that fit into one message; the others are counted. */
const faultsShown = 3;

/**
 * Takes members from a CSV. One broken row and nothing is written. A file that stops half-way is loaded again: rows
 * that say nothing new add nothing.
 */
export function* importMembers(
  ports: Ports,
  context: Context,
  { programme, csv }: { readonly programme: string; readonly csv: string },
): Long<{ members: number; changed: number }> {
  const here = regulationAt(context, "entitlement", programme);
  if (!here.ok) return here;
  const { members, faults, fault } = readMembers(csv, programme);
  if (fault) return refusal(context, "csv-invalid", { message: context.say(`csv.${fault.kind}`, rowOf(fault)) });
  if (faults.length > 0) return invalid(context, faults);
  if (members.length === 0) return refusal(context, "csv-invalid", { message: context.say("csv.empty") });
  let changed = 0;
  for (let done = 0; done < members.length; done += sliceRows) {
    ports.transaction(() => {
      for (const made of members.slice(done, done + sliceRows)) {
        const before = readMember(ports, here.value.pack, made.member)?.record;
        const kept = before ? { ...made, history: before.history } : made;
        if (writeMember(ports, context, { made: kept, before })) changed += 1;
      }
    });
    yield { phase: "writing", done, total: members.length };
  }
  return ok({ members: members.length, changed });
}

function rowOf(fault: object): { row: number } | Record<string, never> {
  return "row" in fault && typeof fault.row === "number" ? { row: fault.row } : {};
}

function invalid(context: Context, faults: readonly MemberFault[]): Result<never, Refusal> {
  const { say } = context;
  const shown = faults.slice(0, faultsShown).map(({ kind, row, column, value }) => {
    const place = say(column === "" ? "csv.row" : "csv.cell", { row, column });
    return `${place}: ${say(`csv.${kind}`, { value: value.slice(0, 40) })}`;
  });
  const [{ row, kind } = { row: 0, kind: "" }] = faults;
  return refusal(context, "csv-invalid", {
    message: say("csv.members", { count: faults.length, rows: shown.join(". ") }),
    details: { row, fault: kind, errors: faults.length },
  });
}
