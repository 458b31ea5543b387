import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../shell/index.ts";
import { Button, CircleX, classNames, Icon, useUi } from "../ui/index.ts";
import { formatBytes } from "./byte-text.ts";

/** What the contract takes at most, in characters; a byte is never more than one. */
const maxBytes = 200_000_000;

/** Where a catalogue file is chosen or dropped. */
export function CatalogueFile({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    if (!/\.(csv|txt)$/i.test(file.name)) setWrong(t("catalogue.notCsv", { name: file.name }));
    else if (file.size > maxBytes) setWrong(t("catalogue.tooBig", { size: formatBytes(maxBytes, locale) }));
    else onFile(file);
  };
  const choose = (): void => input.current?.click();
  useActions([{ id: "choose-catalogue", label: t("catalogue.drop"), keys: "F8", run: choose }]);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={classNames("file-place", over && "file-over")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <b>{t("catalogue.drop")}</b>
      <p className="text-2">{t("catalogue.dropText")}</p>
      <Button size="large" keys="F8" testId="choose-catalogue" onPress={choose}>
        {t("catalogue.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        data-testid="catalogue-file"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <p className="field-error" role="alert">
        {wrong !== null && (
          <>
            <Icon of={CircleX} size={16} />
            {wrong}
          </>
        )}
      </p>
    </div>
  );
}
