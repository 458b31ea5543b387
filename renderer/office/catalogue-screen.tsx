import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview } from "../../core/contract/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, readTextFile, useTask } from "../task/index.ts";
import { TwoColumns } from "../ui/index.ts";
import "./catalogue.css";
import { CatalogueFile } from "./catalogue-file.tsx";
import { CatalogueProgress } from "./catalogue-progress.tsx";
import { ImportPreviewPage } from "./import-preview.tsx";
import { PriceCheckPanel } from "./price-check.tsx";

/** `choose`: no file yet · `work`: the engine checks or writes · `preview`: what the file would change. */
type Step =
  | { readonly kind: "choose" }
  | { readonly kind: "work"; readonly file: string }
  | { readonly kind: "preview"; readonly file: string; readonly preview: ImportPreview };

/** The catalogue: a new one from a file, checked first; and what an article costs. */
export function CatalogueScreen() {
  return (
    <div className="screen" data-testid="catalogue">
      <TwoColumns work={<CatalogueImport />} decision={<PriceCheckPanel />} />
    </div>
  );
}

function CatalogueImport() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const items = useShellState((state) => state.status?.items ?? 0);
  const task = useTask();
  const [step, setStep] = useState<Step>({ kind: "choose" });
  const check = async (file: File): Promise<void> => {
    setStep({ kind: "work", file: file.name });
    const csv = await readTextFile(file);
    const preview = await task.run(() => shell.engine.call("previewCatalogue", { csv }));
    setStep(preview === undefined ? { kind: "choose" } : { kind: "preview", file: file.name, preview });
  };
  const replace = async (token: string, file: string): Promise<void> => {
    setStep({ kind: "work", file });
    const done = await task.run(() => shell.engine.call("importCatalogue", { token }));
    if (done !== undefined) shell.tell("done", t("catalogue.done", { count: done.items }));
    setStep({ kind: "choose" });
  };
  return (
    <>
      <header className="screen-head">
        <div>
          <h1>{t("catalogue.title")}</h1>
          <p className="text-2">{t("catalogue.have", { count: items })}</p>
        </div>
      </header>
      {step.kind !== "work" && task.problem !== null && (
        <div className="section">
          <ProblemNote problem={task.problem} />
        </div>
      )}
      {step.kind === "choose" && <CatalogueFile onFile={(file) => void check(file)} />}
      {step.kind === "work" && <CatalogueProgress file={step.file} />}
      {step.kind === "preview" && (
        <ImportPreviewPage
          preview={step.preview}
          onImport={() => void replace(step.preview.token, step.file)}
          onAnother={() => setStep({ kind: "choose" })}
        />
      )}
    </>
  );
}
