import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput, ReceiptView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ArrowLeft, Button, TwoColumns } from "../ui/index.ts";
import { ReturnDecision } from "./return-decision.tsx";
import { selectedLines, wholeReceipt, type Selection } from "./return-selection.ts";
import { ReturnTable } from "./return-table.tsx";
import { useLoaded } from "./use-loaded.ts";
import { useTask } from "./use-task.tsx";

export type ReturnPreview = CallOutput<"previewReturn">;

export type ReturnLinesProps = {
  readonly receipt: ReceiptView;
  readonly onBack: () => void;
  readonly onDone: (receipt: ReceiptView) => void;
};

const nothing: ReturnPreview = { refundMinor: 0, cashMinor: 0, cardMinor: 0, lines: [] };

/** What comes back of a receipt and what the customer gets for it, to the kopeck and by tender. */
export function ReturnLines({ receipt, onBack, onDone }: ReturnLinesProps) {
  const shell = useShell();
  const task = useTask();
  const [selection, setSelection] = useState<Selection>(new Map());
  const [reason, setReason] = useState("");
  // One id for this return, however often the button is pressed or the answer lost: it is counted once.
  const requestId = useRef(crypto.randomUUID());
  const lines = selectedLines(receipt.lines, selection);
  const preview = useLoaded(
    async () =>
      lines.length === 0 ? { ok: nothing } : shell.engine.call("previewReturn", { receiptId: receipt.id, lines }),
    JSON.stringify(lines),
  );
  const giveBack = async (): Promise<void> => {
    if (lines.length === 0 || reason.trim() === "") return;
    const input = { requestId: requestId.current, receiptId: receipt.id, lines, reason: reason.trim() };
    const done = await task.run((consent) => shell.engine.call("returnLines", { ...input, ...consent }));
    if (done !== undefined) onDone(done);
  };
  const chosen = (next: Selection): void => {
    task.clear();
    setSelection(next);
  };
  return (
    <TwoColumns
      work={
        <>
          <ReturnTable
            receipt={receipt}
            selection={selection}
            refunds={new Map(preview.value?.lines.map((line) => [line.lineId, line.refundMinor]))}
            onSelect={chosen}
          />
          <ReturnFoot
            all={selection.size > 0 && sameAsWhole(receipt, selection)}
            onAll={() => chosen(wholeReceipt(receipt.lines))}
            onNone={() => chosen(new Map())}
            onBack={onBack}
          />
        </>
      }
      decision={
        <ReturnDecision
          preview={lines.length === 0 ? nothing : preview.value}
          problem={task.problem ?? preview.problem}
          reason={reason}
          onReason={setReason}
          chosen={lines.length > 0}
          busy={task.busy}
          onReturn={() => void giveBack()}
          dialog={task.dialog}
        />
      }
    />
  );
}

function sameAsWhole({ lines }: ReceiptView, selection: Selection): boolean {
  return [...wholeReceipt(lines)].every(([id, qty]) => selection.get(id) === qty);
}

type ReturnFootProps = {
  readonly all: boolean;
  readonly onAll: () => void;
  readonly onNone: () => void;
  readonly onBack: () => void;
};

function ReturnFoot({ all, onAll, onNone, onBack }: ReturnFootProps) {
  const { t } = useTranslation("office");
  const toggle = { label: t(all ? "returns.none" : "returns.whole"), run: all ? onNone : onAll };
  useActions([
    { id: "return-whole", label: toggle.label, keys: "F8", run: toggle.run },
    { id: "return-back", label: t("returns.again"), keys: "Escape", run: onBack },
  ]);
  return (
    <footer className="actions">
      <Button size="large" icon={ArrowLeft} keys="Escape" testId="return-back" onPress={onBack}>
        {t("returns.again")}
      </Button>
      <span className="grow" />
      <Button size="large" keys="F8" testId="return-whole" onPress={toggle.run}>
        {toggle.label}
      </Button>
    </footer>
  );
}
