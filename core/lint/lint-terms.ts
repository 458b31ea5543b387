import { earliestEffective, type Calendar } from "../calendar/index.ts";
import { canonicalJson, type LocalDate } from "../kernel/index.ts";
import type { Pack } from "../programme/index.ts";
import { finding, type Finding } from "./finding.ts";

export type Publication = {
  readonly calendar?: Calendar | undefined;
  /** The day the change was published; absent: of a changed pack, the date of its document at the earliest. */
  readonly published?: LocalDate | undefined;
  /** The version before, to tell what changes. */
  readonly previous?: Pack | undefined;
};

/**
 * Whether a pack takes effect no sooner than its own notices allow. Notices are known by name: `regulation` for any
 * change, `card-price` for the price of a card, `termination` for an end of the programme.
 */
export function lintTerms(pack: Pack, { calendar, published, previous }: Publication): Finding[] {
  const { effective, version, document } = pack.pack;
  const isChange = version > 1 || previous !== undefined;
  const day = published ?? (isChange ? document.date : undefined);
  if (day === undefined || !calendar) return [];
  const dates: Readonly<Record<string, LocalDate | undefined>> = {
    regulation: effective.from,
    "card-price": !previous || pricesOf(previous) === pricesOf(pack) ? undefined : effective.from,
    termination: previous?.pack.effective.to === effective.to ? undefined : effective.to,
  };
  return Object.entries(pack.notices).flatMap(([rule, notice]): Finding[] => {
    const takesEffect = dates[rule];
    if (takesEffect === undefined || notice.terms.length === 0) return [];
    const about = { rule, clause: notice.clause };
    const earliest = earliestEffective(notice, day, calendar);
    if (!earliest.ok) return [finding("calendar-year", about, { figures: { ...earliest.refusal } })];
    if (earliest.value <= takesEffect) return [];
    const figures = {
      published: { date: day },
      earliest: { date: earliest.value },
      effective: { date: takesEffect },
    };
    return [finding("notice-broken", about, { figures })];
  });
}

const pricesOf = ({ card }: Pack): string => canonicalJson(card?.prices.map(({ amountMinor }) => amountMinor) ?? []);
