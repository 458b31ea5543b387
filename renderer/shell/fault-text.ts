import type { i18n } from "i18next";

/** A fault of ours in the operator's words: what is safe and what to do. */
export function faultText(texts: i18n, code: string): string {
  switch (code) {
    case "engine-unavailable":
    case "answer-lost":
    case "answer-unreadable":
      return texts.t(`shell:fault.${code}`);
    default:
      return texts.t("shell:fault.other");
  }
}
