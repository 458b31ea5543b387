import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { currentHost, useActions } from "../shell/index.ts";
import { useTask } from "../task/index.ts";
import { Button, Printer, ScrollBox, ScrollText } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";

export type PaperPanelProps = {
  /** Name of the PDF. */
  readonly name: string;
  readonly title: string;
  readonly onBack?: () => void;
  readonly children: ReactNode;
};

/** A paper in the decision column, to print or to keep as PDF. */
export function PaperPanel({ name, title, onBack, children }: PaperPanelProps) {
  const { t } = useTranslation("office");
  return (
    <div className="office-panel panel-paper">
      {onBack !== undefined && <PanelHead title={title} onBack={onBack} />}
      <ScrollBox className="paper-scroll" label={title}>
        {children}
      </ScrollBox>
      <PaperActions name={name} label={t("common.print")} />
    </div>
  );
}

/** Print and PDF of the paper that is on screen. */
export function PaperActions({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation("office");
  const task = useTask();
  const print = (): void => void task.run(async () => ({ ok: await currentHost().print() }));
  const save = (): void => void task.run(async () => ({ ok: await currentHost().savePdf(name) }));
  useActions([
    { id: "print", label, keys: "Ctrl+P", run: print },
    { id: "pdf", label: t("common.pdf"), run: save },
  ]);
  return (
    <div className="paper-actions">
      <Button wide icon={Printer} keys="Ctrl+P" testId="print" onPress={print}>
        {label}
      </Button>
      <Button wide icon={ScrollText} testId="pdf" onPress={save}>
        {t("common.pdf")}
      </Button>
    </div>
  );
}
