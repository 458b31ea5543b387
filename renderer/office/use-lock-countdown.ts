import { useTranslation } from "react-i18next";
import { formatDuration } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";
import { useNow } from "./use-now.ts";

/** Time left of a lock-out in words, second by second in the last minute; null when there is none. */
export function useLockCountdown(lockedUntil: number | null): string | null {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const now = useNow(1000, lockedUntil !== null);
  const leftMs = (lockedUntil ?? 0) - now;
  if (leftMs <= 0) return null;
  if (leftMs < 60_000) return t("common.seconds", { count: Math.ceil(leftMs / 1000) });
  return formatDuration(Math.ceil(leftMs / 60_000) * 60_000, locale);
}
