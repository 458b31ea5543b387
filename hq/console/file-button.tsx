import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../renderer/ui/index.ts";

type Props = {
  readonly label: string;
  readonly accept: string;
  readonly busy: boolean;
  readonly testId: string;
  readonly onText: (text: string, name: string) => void;
};

/** Opens the system's choice of a file and reads it. The same file can be chosen again after it was corrected. */
export function FileButton({ label, accept, busy, testId, onText }: Props) {
  const { t } = useTranslation("console");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        kind="main"
        size="large"
        wide
        busyText={busy ? t("saving") : null}
        onPress={() => input.current?.click()}
        testId={testId}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        data-testid={`${testId}-file`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void file.text().then((text) => onText(text, file.name));
          event.target.value = "";
        }}
      />
    </>
  );
}
