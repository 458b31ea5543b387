import type { Refusal, SyncView } from "../../contract/index.ts";
import { maskCard } from "../../card/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { DisputedLine, stalenessLevels, usualStaleness, type FeedLine, type StalenessLimit } from "../../sync/index.ts";
import { formatDateTime, formatDuration } from "../../text/index.ts";
import { localAt, spokenTo, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSent } from "../trust/sent-view.ts";
import type { CardsPulse } from "./link-port.ts";
import { heardAt, linkStatus, stalenessNow } from "./link-state.ts";

const disputesShown = 20;

/** Limits that this till keeps. The policy knows more; what is not kept is not claimed. */
const kept: ReadonlySet<StalenessLimit> = new Set(["blocks-unknown", "changes-unknown", "no-unblock"]);

export function getSync(ports: Ports, context: Context): Result<SyncView, Refusal> {
  return ok(viewSync(ports, context));
}

/** The link to head office in words. */
export function viewSync(ports: Ports, context: Context): SyncView {
  const { say, locale, now } = context;
  const status = linkStatus(ports, context);
  const identity = ports.sync.identity();
  const pulse = ports.link.pulse();
  const lastContact = heardAt(ports);
  const at = lastContact === null ? "" : formatDateTime(localAt(context, lastContact));
  const age = formatDuration(now - (status.since ?? now), locale);
  const [oldest] = status.pending > 0 ? ports.journal.since(ports.sync.acked(), 1) : [];
  const isOld = status.state === "offline" && (status.level === "red" || status.level === "black");
  const words = (key: string) => say(`link.${key}`, { age, at, ...spokenTo(context.operator) });
  return {
    ...status,
    terminal: identity && {
      id: identity.terminal,
      url: identity.url,
      enrolledAt: identity.enrolledAt,
      keyProtected: pulse.keyProtected,
    },
    title: words(`state.${status.state}.title`),
    text: words(isOld ? "state.offline.old" : `state.${status.state}.text`),
    lastContact,
    oldestPendingAt: oldest?.fact.at ?? null,
    // One that is over is under way, or was due while the machine slept.
    nextTryAt: pulse.nextTryAt !== null && pulse.nextTryAt > now ? pulse.nextTryAt : null,
    cardsText: cardsText(context, pulse.cards),
    limits: stalenessNow(ports, context)
      .limits.filter((code) => kept.has(code))
      .map((code) => ({ code, title: words(`limit.${code}.title`), text: words(`limit.${code}.text`) })),
    levels: stalenessLevels.map((level) => ({
      level,
      fromMs: level === "green" ? 0 : usualStaleness[level].fromMs,
      text: say(`link.level.${level}`),
    })),
    sent: viewSent(ports, context),
    disputes: identity === null ? [] : disputes(ports, context, identity.terminal),
  };
}

function cardsText({ say }: Context, cards: CardsPulse | null): string {
  if (cards === null) return "";
  return say(cards.fault === null ? `link.cards.${cards.phase}` : `link.cards.fault.${cards.fault}`);
}

function disputes(ports: Ports, context: Context, terminal: string): SyncView["disputes"] {
  return ports.sync.keptLines("disputed", disputesShown).flatMap((line) => disputeText(context, line, terminal));
}

function disputeText(context: Context, { at, body }: FeedLine, terminal: string): SyncView["disputes"] {
  const { texts, locale, say } = context;
  const line = DisputedLine.safeParse(body).data;
  if (line?.terminal !== terminal) return [];
  const key = `link.dispute.${line.reason}`;
  const masked = maskCard(line.number ?? "");
  return [{ at, text: say(texts.has(locale, key) ? key : "link.dispute.other", { masked }) }];
}
