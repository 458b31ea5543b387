import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../shell/index.ts";
import { Button } from "../ui/index.ts";

export type FilePickProps = {
  /** Words of the list of all actions. */
  readonly title: string;
  readonly accept: string;
  readonly testId: string;
  readonly keys?: string;
  readonly busyText?: string | null;
  readonly onFile: (file: File) => void;
};

/** A button that opens the system's choice of a file. The same file can be chosen again after it was corrected. */
export function FilePick({ title, accept, testId, keys, busyText = null, onFile }: FilePickProps) {
  const { t } = useTranslation("office");
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => input.current?.click();
  useActions([{ id: `choose-${testId}`, label: title, ...(keys === undefined ? {} : { keys }), run: choose }]);
  return (
    <>
      <Button size="large" keys={keys} testId={`${testId}-choose`} busyText={busyText} onPress={choose}>
        {t("catalogue.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        data-testid={`${testId}-file`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
