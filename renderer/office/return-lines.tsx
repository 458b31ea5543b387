import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { useActions } from "../shell/index.ts";
import { ArrowLeft, Button, TwoColumns } from "../ui/index.ts";
import { ReturnDecision } from "./return-decision.tsx";
import { wholeReceipt, type Selection } from "./return-selection.ts";
import { ReturnTable } from "./return-table.tsx";
import { useReturn } from "./use-return.ts";

export type ReturnLinesProps = {
  readonly receipt: ReceiptView;
  readonly onBack: () => void;
  readonly onDone: (receipt: ReceiptView) => void;
};

/** What comes back of a receipt and what the customer gets for it, to the kopeck and by tender. */
export function ReturnLines({ receipt, onBack, onDone }: ReturnLinesProps) {
  const back = useReturn(receipt);
  const giveBack = async (): Promise<void> => {
    const done = await back.giveBack();
    if (done !== undefined) onDone(done);
  };
  const work = (
    <>
      <ReturnTable
        receipt={receipt}
        selection={back.selection}
        refunds={new Map(back.preview?.lines.map((line) => [line.lineId, line.refundMinor]))}
        onSelect={back.select}
      />
      <ReturnFoot
        all={back.chosen && isWhole(receipt, back.selection)}
        onAll={() => back.select(wholeReceipt(receipt.lines))}
        onNone={() => back.select(new Map())}
        onBack={onBack}
      />
    </>
  );
  return <TwoColumns work={work} decision={<ReturnDecision back={back} onReturn={() => void giveBack()} />} />;
}

function isWhole({ lines }: ReceiptView, selection: Selection): boolean {
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
