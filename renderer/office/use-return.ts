import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { type Task, useLoaded, useTask } from "../task/index.ts";
import { nothingBack, selectedLines, type ReturnPreview, type Selection } from "./return-selection.ts";

export type Return = {
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** What the selection pays back; null until the engine has said it. */
  readonly preview: ReturnPreview | null;
  readonly chosen: boolean;
  readonly task: Task;
  readonly problem: Task["problem"];
  /** Stores the return; its receipt, or undefined when it came to nothing. */
  giveBack(): Promise<ReceiptView | undefined>;
};

/** A return being put together: what comes back, why, and what the engine says it is worth. */
export function useReturn(receipt: ReceiptView): Return {
  const shell = useShell();
  const { t } = useTranslation("office");
  const task = useTask(t("returns.heading", { number: receipt.number }));
  const [selection, setSelection] = useState<Selection>(new Map());
  const [reason, setReason] = useState("");
  // One id for this return, however often the button is pressed or the answer lost: it is counted once.
  const requestId = useRef(crypto.randomUUID());
  const lines = selectedLines(receipt.lines, selection);
  const chosen = lines.length > 0;
  const on = JSON.stringify(lines);
  const preview = useLoaded(
    async () => (chosen ? shell.engine.call("previewReturn", { receiptId: receipt.id, lines }) : { ok: nothingBack }),
    on,
  );
  return {
    selection,
    reason,
    setReason,
    chosen,
    task,
    preview: chosen ? preview.value : nothingBack,
    problem: task.problem ?? preview.problem,
    select(next) {
      task.clear();
      setSelection(next);
    },
    async giveBack() {
      // The figure on the button must be the one of these very lines, or a quick hand would consent to another.
      if (!chosen || reason.trim() === "" || preview.answers !== on) return undefined;
      const input = { requestId: requestId.current, receiptId: receipt.id, lines, reason: reason.trim() };
      return task.run((consent) => shell.engine.call("returnLines", { ...input, ...consent }));
    },
  };
}
