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

const shownMs = 8_000;

/** Foot of the screens other than the till: what a scan or action came to. It covers nothing that is pressed. */
export function NoticeLine() {
  const shell = useShell();
  const notice = useShellState((state) => state.notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => shell.clearNotice(), shownMs);
    return () => clearTimeout(timer);
  }, [shell, notice]);
  return (
    <div className="notice-line" role="status" aria-live="polite">
      {notice !== null && (
        <p key={notice.seq} className={classNames("notice", `notice-${notice.tone}`)} data-testid="notice">
          <Icon of={noticeIcons[notice.tone]} />
          {notice.text}
        </p>
      )}
    </div>
  );
}
