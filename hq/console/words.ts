import { useTranslation } from "react-i18next";
import { locales, type Locale } from "../../core/kernel/index.ts";
import { useSaidText } from "./stock/stock-words.ts";
import type { Refused } from "./ask.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** `14.10.2025 09:05`, where the reader is. */
export function timeText(at: number): string {
  const date = new Date(at);
  const day = `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `14.10.2025` of a day. */
export function dayText(day: string): string {
  return day.split("-").toReversed().join(".");
}

export function useConsoleLocale(): Locale {
  const { i18n } = useTranslation("console");
  return locales.find((locale) => locale === i18n.language) ?? "ru";
}

/** Groups thousands. */
export function countText(value: number, locale: string): string {
  return new Intl.NumberFormat(locale === "be" ? "ru" : locale).format(value);
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** How long ago, in the largest unit that fits. */
export function useAgeText() {
  const { t } = useTranslation("console");
  return (at: number, now: number): string => {
    if (at === 0) return t("age.never");
    const age = Math.max(0, now - at);
    if (age < minuteMs) return t("age.now");
    if (age < hourMs) return t("age.minutes", { minutes: Math.floor(age / minuteMs) });
    if (age < dayMs) return t("age.hours", { hours: Math.floor(age / hourMs) });
    return t("age.days", { days: Math.floor(age / dayMs) });
  };
}

const refusals = [
  "sign-in-wrong",
  "invite-over",
  "name-taken",
  "changed-meanwhile",
  "card-withdrawn",
  "not-blocked",
  "blocked-already",
  "last-administrator",
  "catalogue-has-errors",
  "programme-unpublished",
  "pin-needed",
  "version-taken",
  "version-older",
  "other-signature-due",
  "pack-has-errors",
  "signatures-missing",
  "keys-away",
  "not-draft",
  "scheduled-later",
  "has-begun",
  "not-permitted",
  "no-connection",
  "other-version",
] as const;

/** Those that come with what exactly is wrong. */
const detailed = ["pack-unusable", "too-early", "csv-invalid"] as const;

/** A refusal in the reader's words, with what to do. */
export function useRefusalText() {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  const saidText = useSaidText();
  return (refused: Refused | null): string | null => {
    if (refused === null) return null;
    if (refused.said !== undefined) return saidText(refused.said);
    if (refused.code === "sign-in-locked") return t("locked", { seconds: refused.seconds ?? 0 });
    const { detail } = refused;
    const told = detailed.find((code) => code === refused.code);
    if (told !== undefined && detail !== undefined) return t(`refusal.${told}`, { detail: detail[locale] });
    const known = refusals.find((code) => code === refused.code);
    return known === undefined ? t("refusal.failed") : t(`refusal.${known}`);
  };
}

const statuses = ["stocked", "with-distributor", "issued", "active", "blocked", "withdrawn"] as const;
const disputes = ["blocked-before", "activated-twice", "withdrawn-before", "unreadable"] as const;

/** Words that come from tills and may be newer than this page: what is unknown stands as it is. */
export function useTillWords() {
  const { t } = useTranslation("console");
  return {
    status(name: string): string {
      const known = statuses.find((status) => status === name);
      return name === "" ? t("cards.unknown") : known === undefined ? name : t(`status.${known}`);
    },
    dispute(name: string): string {
      const known = disputes.find((reason) => reason === name);
      return known === undefined ? name : t(`dispute.${known}`);
    },
  };
}

const stepNames = ["memo-with-calculation", "sign-off", "decide"] as const;
const signers = ["unit", "deputy-director", "chief-accountant", "economist", "director", "director-general"] as const;

/** Steps and signers of a document; one that is not known here stands as the pack names it. */
export function useSignOffWords() {
  const { t } = useTranslation("console");
  return {
    what(name: string): string {
      const known = stepNames.find((step) => step === name);
      return known === undefined ? name : t(`signOff.do.${known}`);
    },
    who(name: string): string {
      const known = signers.find((signer) => signer === name);
      return known === undefined ? name : t(`signOff.by.${known}`);
    },
  };
}
