import { randomInt } from "node:crypto";
import { syncLimits } from "../../core/sync/index.ts";
import { Fault } from "../api/index.ts";
import type { CardRow } from "../console-contract/index.ts";
import {
  cardHistory,
  cardsFrom,
  decideCard,
  decideTerminal,
  findCard,
  listDisputes,
  listPeople,
  makeInvite,
  offerTerminal,
  readOverview,
  salesReport,
  searchAudit,
  settleDispute,
  stoppedCards,
  switchOffPerson,
  terminalRows,
  type CardDecision,
  type TerminalDecision,
} from "../console-store/index.ts";
import { changedMeanwhile, stampOf, type Handlers } from "./desk-parts.ts";
import type { Desk } from "./house.ts";
import { listHandlers } from "./list-desk.ts";
import { packHandlers } from "./pack-desk.ts";
import { hashToken, newToken } from "./session-cookie.ts";
import { stockHandlers } from "./stock-desk.ts";

const pageOf = 100;
const inviteLifeMs = 86_400_000;

/** What the signed-in may ask; every change leaves a row in the audit within its own transaction. */
export const deskHandlers: Handlers = {
  ...packHandlers,
  ...listHandlers,
  overview: ({ sql, now }, { dayStart }) => readOverview(sql, dayStart, now()),
  listTerminals: async ({ sql, now }) => ({ now: now(), terminals: await terminalRows(sql, now()) }),
  offerCode: async (desk, { name, shard }) => {
    const stamp = stampOf(desk);
    const [code, until] = [newCode(), stamp.now + syncLimits.codeLifeMs];
    await offerTerminal(desk.sql, { ...stamp, codeHash: hashToken(code), name, shard, until });
    return { code, until, now: stamp.now };
  },
  revokeTerminal: (desk, input) => decideOver(desk, { ...input, what: "revoke" }),
  releaseTerminal: (desk, input) => decideOver(desk, { ...input, what: "release" }),
  findCards: async ({ sql }, { text }) => {
    const found = text === "" ? await stoppedCards(sql, pageOf + 1) : await cardsFrom(sql, text, pageOf + 1);
    return { cards: found.slice(0, pageOf), more: found.length > pageOf };
  },
  cardOf: async ({ sql }, { number }) => {
    return { card: (await findCard(sql, number)) ?? null, history: await cardHistory(sql, number) };
  },
  blockCard: (desk, input) => decide(desk, { ...input, to: "blocked" }),
  unblockCard: (desk, input) => decide(desk, { ...input, to: "unblocked" }),
  listDisputes: async ({ sql }, { open }) => {
    const found = await listDisputes(sql, open, pageOf + 1);
    return { disputes: found.slice(0, pageOf), more: found.length > pageOf };
  },
  settleDispute: async (desk, input) => {
    const settled = await settleDispute(desk.sql, { ...stampOf(desk), ...input });
    if (!settled) throw changedMeanwhile();
    return {};
  },
  searchAudit: async ({ sql }, { text, before }) => {
    const found = await searchAudit(sql, { text, before, limit: pageOf + 1 });
    return { rows: found.slice(0, pageOf), more: found.length > pageOf };
  },
  listPeople: async ({ sql, now }) => ({ now: now(), people: await listPeople(sql) }),
  invitePerson: async (desk, invite) => {
    const stamp = stampOf(desk);
    const [token, until] = [newToken(), stamp.now + inviteLifeMs];
    await makeInvite(desk.sql, { ...stamp, ...invite, tokenHash: hashToken(token), until });
    return { token, until, now: stamp.now };
  },
  switchOffPerson: async (desk, input) => {
    const done = await switchOffPerson(desk.sql, { ...stampOf(desk), ...input });
    if (done === "last-administrator") throw new Fault(409, done, { message: "nobody could let anybody in again" });
    if (done === "unknown") throw changedMeanwhile();
    return {};
  },
  salesReport: ({ sql }, asked) => salesReport(sql, asked),
  ...stockHandlers,
};

async function decide(desk: Desk, order: Pick<CardDecision, "number" | "to" | "reason" | "epoch">): Promise<CardRow> {
  const decided = await decideCard(desk.sql, { ...stampOf(desk), ...order });
  if (!decided.ok) throw new Fault(409, decided.refusal, { message: "the card is not what it was taken for" });
  for (const { shard, pos } of decided.value.moved) desk.moved(shard, pos);
  return decided.value.card;
}

async function decideOver(desk: Desk, order: Pick<TerminalDecision, "terminal" | "what" | "reason">) {
  if (!(await decideTerminal(desk.sql, { ...stampOf(desk), ...order }))) throw changedMeanwhile();
  return {};
}

/** Without what is mistaken for another letter or figure when it is read aloud; 50 bits. */
const codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function newCode(): string {
  return Array.from({ length: 10 }, () => codeLetters[randomInt(codeLetters.length)]).join("");
}
