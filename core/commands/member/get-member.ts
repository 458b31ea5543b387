import { maskCard } from "../../card/index.ts";
import type { MemberRow, MemberView, Refusal } from "../../contract/index.ts";
import { isBlocked, statusOn } from "../../entitlement/index.ts";
import { ok, type LocalDate, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { whyText } from "../views/answer-view.ts";
import { searchDirectory } from "./directory.ts";
import { findMember, programmeToday, readMember, titleOf, type KnownMember } from "./known-member.ts";
import { memberOfCard } from "./member-cards.ts";
import { viewMember } from "./member-view.ts";

/** Members in a list that is looked through by eye. */
const rowsShown = 50;

/** Members by words of name, number or card. */
export function searchMembers(
  ports: Ports,
  context: Context,
  { programme, text, limit = rowsShown }: { programme: string; text: string; limit?: number | undefined },
): Result<MemberRow[], Refusal> {
  const found = regulationAt(context, "entitlement", programme);
  if (!found.ok) return found;
  const { pack } = found.value;
  return ok(
    searchDirectory(ports, { programme, text, limit }).flatMap(({ member }) => {
      const known = readMember(ports, pack, member);
      return known ? [viewRow(context, known)] : [];
    }),
  );
}

function viewRow(context: Context, { pack, record, view }: KnownMember): MemberRow {
  const { member, name, joined: since, ended, arrears } = record;
  const { status } = statusOn(view, programmeToday(context, pack));
  const title = status === null ? context.say("member.noStatus") : titleOf(context, pack.statuses.titles, status);
  return { member, name, status: title, rank: pack.statuses.ranks.indexOf(status ?? "") + 1, since, ended, arrears };
}

/** A member with everything the desk may want to say of it, today or on another day. */
export function getMember(
  ports: Ports,
  context: Context,
  { on, ...asked }: { programme: string; member: string; on?: LocalDate | undefined },
): Result<MemberView, Refusal> {
  const found = findMember(ports, context, asked);
  return found.ok ? ok(viewMember(ports, context, { known: found.value, on })) : found;
}

/** The member whose card was read. A blocked card still says whose it was: the benefits are untouched. */
export function findMemberByCard(
  ports: Ports,
  context: Context,
  { programme, card }: { readonly programme: string; readonly card: string },
): Result<{ member: MemberView; masked: string; blocked: string | null }, Refusal> {
  const here = regulationAt(context, "entitlement", programme);
  if (!here.ok) return here;
  const { pack } = here.value;
  const member = memberOfCard(ports, programme, card);
  const known = member === undefined ? undefined : readMember(ports, pack, member);
  const masked = maskCard(card);
  if (!known) return refusal(context, "member-card-unknown", { params: { masked } });
  const blocked = isBlocked(known.view, card, programmeToday(context, pack));
  return ok({
    member: viewMember(ports, context, { known }),
    masked,
    blocked: blocked ? whyText(context, pack, "card_blocked") : null,
  });
}
