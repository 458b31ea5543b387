import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { CircleX, classNames, Icon, useUi } from "../ui/index.ts";
import { formatBytes } from "./byte-text.ts";
import { FilePick } from "./file-pick.tsx";

/** What the contract takes at most, in characters; a byte is never more than one. */
const maxBytes = 200_000_000;

/** Where a catalogue file is chosen or dropped. */
export function CatalogueFile({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    if (!/\.(csv|txt)$/i.test(file.name)) setWrong(t("catalogue.notCsv", { name: file.name }));
    else if (file.size > maxBytes) setWrong(t("catalogue.tooBig", { size: formatBytes(maxBytes, locale) }));
    else onFile(file);
  };
  const hover = (event: DragEvent, inside: boolean): void => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={classNames("file-place", over && "file-over")}
      data-testid="catalogue-drop"
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <b>{t("catalogue.drop")}</b>
      <p className="text-2">{t("catalogue.dropText")}</p>
      <FilePick title={t("catalogue.drop")} accept=".csv,.txt,text/csv" testId="catalogue" keys="F8" onFile={take} />
      {wrong !== null && (
        <p className="field-error" role="alert">
          <Icon of={CircleX} size={16} />
          {wrong}
        </p>
      )}
    </div>
  );
}
