import { useTranslation } from "react-i18next";
import type { Locale } from "../../../core/kernel/index.ts";
import type { StockDuty, StockPaperRow, StockSaid, Words } from "../../console-contract/index.ts";

const holderKinds = ["outside", "place", "person", "way", "handed", "spoiled", "lost", "sold", "written-off"] as const;
const moveKinds = [
  "receive",
  "send",
  "arrive",
  "miss",
  "find",
  "entrust",
  "giveBack",
  "handOut",
  "spoil",
  "sell",
  "writeOff",
  "correct",
] as const;

/** `10.07.2025`; a dash for no day. */
export function dayText(day: string | null): string {
  return day === null || day === "" ? "—" : day.split("-").toReversed().join(".");
}

/** A text of the programme in the reader's language. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation("console");
  return (words) => words[i18n.language as Locale];
}

/** Holders, movements and papers, as people call them. */
export function useStockWords() {
  const { t } = useTranslation("console");
  return {
    /** `Лапко Н. И.` for who has cards in hand, `В пути, № 12` for the rest. */
    holder(holder: string, name: string): string {
      const kind = holderKinds.find((each) => each === holder.slice(0, holder.indexOf(":")));
      if (kind === undefined) return name === "" ? "—" : name;
      if (kind === "place" || kind === "person") return name;
      return name === "" ? t(`stock.holder.${kind}`) : `${t(`stock.holder.${kind}`)}: ${name}`;
    },
    move(kind: (typeof moveKinds)[number]): string {
      return t(`stock.move.${kind}`);
    },
    paper(kind: StockPaperRow["kind"]): string {
      return t(`stock.paper.${kind}`);
    },
    paperState({ kind, state }: Pick<StockPaperRow, "kind" | "state">): string {
      return kind === "report" && state === "open" ? t("stock.state.filed") : t(`stock.state.${state}`);
    },
    /** `1-е полугодие 2025` for `2025-H1`; a period of another name stands as it is. */
    period(period: string): string {
      const [, year = "", half = ""] = /^(\d{4})-H([12])$/.exec(period) ?? [];
      return half === "" ? period : t(half === "1" ? "stock.firstHalf" : "stock.secondHalf", { year });
    },
    duty({ state, daysLeft }: Pick<StockDuty, "state" | "daysLeft">): string {
      if (state === "overdue") return t("stock.duty.overdue", { days: -(daysLeft ?? 0) });
      if (state === "soon")
        return daysLeft === 0 ? t("stock.duty.today") : t("stock.duty.left", { days: daysLeft ?? 0 });
      return t(`stock.duty.${state}`);
    },
  };
}

/** Why the stock refuses, with its clause. */
export function useSaidText(): (said: StockSaid) => string {
  const { t } = useTranslation("console");
  const words = useWords();
  const { holder: holderText } = useStockWords();
  return ({ text, clause, number, day, detail, holder }) => {
    const figures: Readonly<Record<string, string | undefined>> = {
      number,
      detail,
      day: day && dayText(day),
      holder: holder && holderText(holder.holder, holder.name),
    };
    const sentence = words(text).replaceAll(/\{(\w+)\}/g, (all, name: string) => figures[name] ?? all);
    return t("stock.withClause", { sentence, clause });
  };
}
