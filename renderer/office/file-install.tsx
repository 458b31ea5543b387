import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "../../core/contract/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { CircleCheck, CircleX, Icon } from "../ui/index.ts";
import { FilePick } from "./file-pick.tsx";

export type FileInstallProps = {
  readonly title: string;
  readonly text: string;
  readonly extension: "json" | "csv";
  readonly testId: string;
  /** What stays as it was when the file is refused. */
  readonly kept: string;
  readonly install: (
    file: File,
  ) => Promise<{ readonly ok: string } | { readonly refused: Refusal } | { readonly error: string }>;
};

/** A file that the engine checks and takes whole, or refuses in words. */
export function FileInstall({ title, text, extension, testId, kept, install }: FileInstallProps) {
  const { t } = useTranslation("office");
  const task = useTask();
  const [done, setDone] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = async (file: File): Promise<void> => {
    setDone(null);
    const fits = file.name.toLowerCase().endsWith(`.${extension}`);
    setWrong(fits ? null : t("settings.wrongFile", { kind: extension.toUpperCase(), name: file.name }));
    if (fits) setDone((await task.run(() => install(file))) ?? null);
  };
  const busyText = task.busy ? t("settings.checkingFile") : null;
  const pick = { title, testId, accept: `.${extension}`, busyText };
  return (
    <section className="block">
      <h2 className="section-title">{title}</h2>
      <p className="text-small text-2">{text}</p>
      <div className="button-row">
        <FilePick {...pick} onFile={(file) => void take(file)} />
      </div>
      {wrong !== null && (
        <p className="field-error" role="alert">
          <Icon of={CircleX} size={16} />
          {wrong}
        </p>
      )}
      <ProblemNote problem={task.problem} />
      {task.problem !== null && <p className="text-small text-2">{kept}</p>}
      {done !== null && (
        <p className="outcome text-good" role="status" data-testid={`${testId}-done`}>
          <Icon of={CircleCheck} />
          {done}
        </p>
      )}
    </section>
  );
}
