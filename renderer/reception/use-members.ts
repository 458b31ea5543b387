import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput, MemberView } from "../../core/contract/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { problemOf, type Problem } from "../task/index.ts";
import { useRetold } from "./use-retold.ts";

/** The card that was read for the member on screen. */
export type ShownCard = { readonly number: string; readonly masked: string; readonly blocked: string | null };

export type MemberPanel = "redeem" | "history" | "cards" | "decision" | "record";

export type Members = {
  readonly programme: string;
  readonly member: MemberView | null;
  readonly card: ShownCard | null;
  readonly problem: Problem | null;
  readonly entitlement: string | null;
  /** Units that are about to be used; 0 once they are. */
  readonly coming: number;
  readonly panel: MemberPanel;
  open(member: string): Promise<void>;
  /** A member as the engine has just told it; one that was not on screen comes there. */
  show(member: MemberView): void;
  scan(code: string): Promise<void>;
  /** Goes on by a document: the blocked card does not count. */
  dropCard(): void;
  choose(entitlement: string): void;
  /** The benefit so many rows below, or above. */
  move(rows: number): void;
  setComing(units: number): void;
  openPanel(panel: MemberPanel): void;
  leave(): void;
};

type Open = {
  readonly member: MemberView;
  readonly card: ShownCard | null;
  readonly entitlement: string | null;
  readonly coming: number;
  readonly panel: MemberPanel;
};

/** The member on screen, what is chosen of it, and how another one comes there. */
export function useMembers(programme: string): Members {
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = (member: MemberView, card: ShownCard | null): void => {
    setProblem(null);
    setOpen({ member, card, entitlement: member.rows[0]?.entitlement ?? null, coming: 1, panel: "redeem" });
  };
  const change = (part: Partial<Open>): void => setOpen((before) => before && { ...before, ...part });
  const shell = useShell();
  useRetold(async () => {
    if (open === null) return;
    const answer = await shell.engine.call("getMember", { programme, member: open.member.member });
    if ("ok" in answer) change({ member: answer.ok });
  });
  const lookUp = useLookUp(programme, { isOpen: open !== null, begin, setProblem });
  return {
    programme,
    problem,
    member: open?.member ?? null,
    card: open?.card ?? null,
    entitlement: open?.entitlement ?? null,
    coming: open?.coming ?? 0,
    panel: open?.panel ?? "redeem",
    ...lookUp,
    show(member) {
      if (open?.member.member === member.member) change({ member });
      else begin(member, null);
    },
    dropCard: () => change({ card: null }),
    choose: (entitlement) => change({ entitlement, coming: 1, panel: "redeem" }),
    move(step) {
      const next = rowBeside(open, step);
      if (next !== undefined) change({ entitlement: next, coming: 1, panel: "redeem" });
    },
    setComing: (coming) => change({ coming }),
    openPanel: (panel) => change({ panel: open?.panel === panel ? "redeem" : panel }),
    leave() {
      setProblem(null);
      setOpen(null);
    },
  };
}

type LookUp = {
  readonly isOpen: boolean;
  readonly begin: (member: MemberView, card: ShownCard | null) => void;
  readonly setProblem: (problem: Problem | null) => void;
};

/** A member by its number or by its card. */
function useLookUp(programme: string, { isOpen, begin, setProblem }: LookUp): Pick<Members, "open" | "scan"> {
  const shell = useShell();
  const { t } = useTranslation("reception");
  return {
    async open(member) {
      const answer = await shell.engine.call("getMember", { programme, member });
      setProblem(problemOf(answer));
      if (!("ok" in answer)) return;
      shell.clearNotice();
      begin(answer.ok, null);
    },
    async scan(number) {
      const answer = await shell.engine.call("findMemberByCard", { programme, card: number });
      shell.sounds.play("ok" in answer && answer.ok.blocked === null ? "card" : "refused");
      if ("ok" in answer) {
        const { member, masked, blocked } = answer.ok;
        // What was told was about another card.
        shell.clearNotice();
        begin(member, { number, masked, blocked });
        if (blocked !== null) shell.tell("refused", t("member.blockedCard", { masked }));
      } else if (!isOpen) setProblem(problemOf(answer));
      // Beside the member on screen there is no place of its own for it.
      else if ("refused" in answer) shell.tell("refused", answer.refused.message);
    },
  };
}

function rowBeside(open: Open | null, step: number): string | undefined {
  const ids = open?.member.rows.map(({ entitlement }) => entitlement) ?? [];
  return ids[Math.max(0, Math.min(ids.length - 1, ids.indexOf(open?.entitlement ?? "") + step))];
}

/** Programmes of this desk that have members, or fees. */
export function useProgrammes(
  section: "members" | "fees",
): CallOutput<"getSession">["desk"]["sections"][number]["programmes"] {
  const sections = useShellState((state) => state.session?.desk.sections);
  return sections?.find((each) => each.section === section)?.programmes ?? [];
}
