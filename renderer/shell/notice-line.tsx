import { useEffect } from "react";
import { Check, CircleX, classNames, CreditCard, Icon, TriangleAlert, type IconShape } from "../ui/index.ts";
import "./notice-line.css";
import { useShell, useShellState } from "./shell-context.tsx";
import type { Notice } from "./shell-state.ts";

/** Icon of a notice's tone. */
export const noticeIcons: Readonly<Record<Notice["tone"], IconShape>> = {
  accepted: Check,
  card: CreditCard,
  done: Check,
  attention: TriangleAlert,
  refused: CircleX,
};

/** Good news is read in passing; a refusal has to be understood. */
const shownMs: Readonly<Record<Notice["tone"], number>> = {
  accepted: 4_000,
  card: 4_000,
  done: 4_000,
  attention: 8_000,
  refused: 8_000,
};

/** Foot of the screens other than the till, kept free for it: what a scan or action came to. */
export function NoticeLine() {
  const shell = useShell();
  const notice = useShellState((state) => state.notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => shell.clearNotice(), shownMs[notice.tone]);
    return () => clearTimeout(timer);
  }, [shell, notice]);
  return (
    <div className="notice-line" role="status" aria-live="polite">
      {notice !== null && (
        <p
          key={notice.seq}
          className={classNames("notice", `notice-${notice.tone}`)}
          data-testid="notice"
          title={notice.text}
        >
          <Icon of={noticeIcons[notice.tone]} />
          <span>{notice.text}</span>
        </p>
      )}
    </div>
  );
}
