import { useTranslation } from "react-i18next";
import { useHotkey } from "../shell/index.ts";
import { Button } from "../ui/index.ts";

export type PanelHeadProps = { readonly title: string; readonly text?: string; readonly onBack?: () => void };

/** Title of a decision column; a panel opened by hand closes here and by Esc. */
export function PanelHead({ title, text, onBack }: PanelHeadProps) {
  return (
    <header className="panel-head">
      <div>
        <h2>{title}</h2>
        {text !== undefined && <p className="text-small text-2">{text}</p>}
      </div>
      {onBack !== undefined && <PanelClose onBack={onBack} />}
    </header>
  );
}

function PanelClose({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation("office");
  useHotkey("Escape", onBack);
  return (
    <Button kind="quiet" keys="Escape" onPress={onBack}>
      {t("common.close")}
    </Button>
  );
}
