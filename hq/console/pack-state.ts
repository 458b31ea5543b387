import { useTranslation } from "react-i18next";
import type { PackVersion } from "../console-contract/index.ts";
import { dayText } from "./words.ts";

/** A version's state in words, with its day. */
export function usePackState() {
  const { t } = useTranslation("console");
  return ({ state, startsOn, holds }: PackVersion): string => {
    if (state !== "published") return t(`packs.state_${state}`);
    const date = dayText(startsOn ?? "");
    return holds ? t("packs.state_holds", { date }) : t("packs.state_published", { date });
  };
}
