import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import type { MemberView, RedemptionView } from "../../../core/contract/index.ts";
import { openAssociations, sharedDesk } from "./member-desk.ts";
import { people, type TestTill } from "./test-till.ts";

const programme = "ruslom";
const Text = z.string();
const Step = z.looseObject({ do: z.string(), expect: z.record(z.string(), z.unknown()) });
type Step = z.infer<typeof Step>;
const Case = z.looseObject({
  id: z.string(),
  title: z.string(),
  settings: z.unknown().optional(),
  given: z.looseObject({ member: z.looseObject({ joined: z.string() }).optional() }).optional(),
  steps: z.array(Step),
});
type Case = z.infer<typeof Case>;

/** Steps that the contract has a call for; the others are the machinery's own. */
const spoken = new Set(["redeem", "balance", "status", "cancel", "adjust", "invitations"]);
const begin = "2022-01-01T00:00:00+03:00";

const file = new URL("../../golden/cases/ruslom.json", import.meta.url);
const { cases } = z.object({ cases: z.array(Case) }).parse(JSON.parse(readFileSync(file, "utf8")));

/** A terminal keeps the readings of the pack, and its time never runs backwards. */
const expressible = cases.filter(({ settings, given, steps }) => {
  const times = steps.flatMap((step) => (typeof step["at"] === "string" ? [Date.parse(step["at"])] : []));
  const isForward = times.every((time, index) => time >= (times[index - 1] ?? Date.parse(begin)));
  const balances = steps.filter((step) => step.do === "balance");
  const isOwnYear = balances.every((step) => Text.parse(step["on"]).startsWith(String(step["year"])));
  return (
    settings === undefined && given?.member && isForward && isOwnYear && steps.every((step) => spoken.has(step.do))
  );
});

const copyOf = sharedDesk(() => openAssociations({ at: begin }), begin);
let till: TestTill;
const opened: TestTill[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.remove();
});

const cardOf = (card: unknown) => (typeof card === "string" ? `card-${card}` : null);

async function redeem(step: Step, ref: string): Promise<Record<string, unknown>> {
  till.setClock(Date.parse(Text.parse(step["at"])));
  const use = {
    programme,
    member: "1",
    entitlement: Text.parse(step["entitlement"]),
    units: z.number().default(1).parse(step["units"]),
    event: Text.nullish().parse(step["event"]) ?? null,
    eventDate: Text.nullish().parse(step["event_date"]) ?? null,
    role: Text.nullish().parse(step["role"]) ?? null,
    persons: z.array(Text).default([]).parse(step["persons"]),
    card: cardOf(step["card"]),
  };
  const quote = await till.call("quoteRedemption", use);
  const input = { requestId: ref, ...use };
  const answer = await till.raw({ id: 1, command: "redeemEntitlement", input });
  if ("refused" in answer) {
    expect(answer.refused.kind).toBe("entitlement-refused");
    expect(answer.refused.details).toMatchObject({ left: quote.left, used: quote.used, offerUnits: quote.offerUnits });
    return figures(quote);
  }
  const { redemption } = await till.call("redeemEntitlement", input);
  // The second time it is the same use.
  return { ...figures(redemption), duplicate: step.expect["duplicate"] ?? false };
}

function figures({ answer, year, limit, used, left, offerUnits, notice, provisional }: RedemptionView) {
  return {
    decision: answer.granted ? "granted" : "refused",
    reason: answer.reason,
    clause: answer.clause,
    year,
    limit,
    used,
    remaining: left,
    offer_units: offerUnits ?? undefined,
    provisional,
    notice: notice === null ? null : "arrears",
  };
}

async function cancel(step: Step): Promise<Record<string, unknown>> {
  till.setClock(Date.parse(Text.parse(step["at"])));
  const input = { requestId: `back-${String(step["ref"])}`, programme, ref: Text.parse(step["ref"]) };
  const answer = await till.raw({ id: 1, command: "cancelRedemption", input });
  if (!("refused" in answer)) return { accepted: true, reason: null };
  return { accepted: false, reason: answer.refused.details?.["reason"] };
}

async function adjust(step: Step, requestId: string): Promise<Record<string, unknown>> {
  await till.call("signIn", people.manager);
  const input = {
    requestId,
    programme,
    member: "1",
    to: step["to"],
    body: step["body"] ?? "",
    decisionNo: step["decision_no"] ?? "",
    decidedOn: step["on"] ?? "",
    ...(step["effective"] ? { effective: step["effective"] } : {}),
  };
  const answer = await till.raw({ id: 1, command: "adjustStatus", input });
  if (!("refused" in answer)) return { accepted: true, reason: null };
  // What is not stated at all does not get as far as the rules.
  const isIncomplete = answer.refused.kind === "invalid-input";
  return { accepted: false, reason: isIncomplete ? "decision_required" : answer.refused.details?.["reason"] };
}

function statusIn({ status, notices }: MemberView): Record<string, unknown> {
  if (status.id === null) return { status: null, basis: "none", words: notices };
  const basis = status.basis.startsWith("Решение") ? "decision" : "table";
  return { status: status.id, basis, clause: status.clause };
}

function invitationsIn({ invitations }: MemberView): Record<string, unknown> {
  const given = invitations.flatMap(({ id, places }) => (places === null ? [] : [[id, places] as const]));
  const omitted = invitations.flatMap(({ id, why }) => (why === null ? [] : [[id, "said"] as const]));
  return { places: Object.fromEntries(given), omitted: Object.fromEntries(omitted) };
}

async function answerTo(step: Step, index: number): Promise<Record<string, unknown>> {
  const member = { programme, member: "1" };
  switch (step.do) {
    case "redeem":
      return redeem(step, typeof step["ref"] === "string" ? step["ref"] : `use-${index}`);
    case "cancel":
      return cancel(step);
    case "adjust":
      return adjust(step, `decision-${index}`);
    case "status":
      return statusIn(await till.call("getMember", { ...member, on: Text.parse(step["on"]) }));
    case "invitations":
      return invitationsIn(await till.call("getMember", { ...member, on: Text.parse(step["on"]) }));
    default: {
      const view = await till.call("getMember", { ...member, on: Text.parse(step["on"]) });
      const row = view.rows.find(({ entitlement }) => entitlement === step["entitlement"]);
      return { limit: row?.limit, used: row?.used, remaining: row?.left, overdrawn: row?.overdrawn };
    }
  }
}

/** Fields that only the machinery's answer has, or that the view says in words. */
const unsaid = new Set(["available_in", "reason"]);

function comparable(step: Step): Record<string, unknown> {
  if (step.do === "invitations") {
    // The reasons are said in words.
    const omitted = z.record(z.string(), z.string()).parse(step.expect["omitted"]);
    return { ...step.expect, omitted: Object.fromEntries(Object.keys(omitted).map((id) => [id, "said"])) };
  }
  return Object.fromEntries(
    Object.entries(step.expect).filter(([field]) => {
      if (step.do === "status") return !unsaid.has(field);
      if (step.do === "cancel") return field === "accepted" || field === "reason";
      return field !== "available_in";
    }),
  );
}

describe("the golden cases of benefits through the calls of the desk", () => {
  it("are most of them", () => {
    expect(expressible.length).toBeGreaterThanOrEqual(30);
  });

  it.each(expressible.map((each) => [each.id, each.title, each] as const))("%s %s", async (_id, _title, one: Case) => {
    till = await copyOf();
    opened.push(till);
    await till.call("signIn", people.manager);
    const { joined, ...rest } = one.given?.member ?? { joined: "" };
    const record = { requestId: "add", programme, member: "1", name: "Член", joined, ...rest };
    await till.call("recordMember", record);
    for (const [index, step] of one.steps.entries()) {
      expect(await answerTo(step, index), `${one.id} step ${index}`).toMatchObject(comparable(step));
    }
  });
});
