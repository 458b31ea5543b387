import { useTranslation } from "react-i18next";
import { useActions } from "../shell/index.ts";
import { Button } from "../ui/index.ts";

export type MemberPanelHeadProps = { readonly title: string; readonly text?: string; readonly onBack: () => void };

/** Title of a panel opened by hand; it closes here and by Esc. */
export function MemberPanelHead({ title, text, onBack }: MemberPanelHeadProps) {
  const { t } = useTranslation("reception");
  useActions([{ id: "panel-close", keys: "Escape", run: onBack }], 2);
  return (
    <header className="member-panel-head">
      <div>
        <h2>{title}</h2>
        {text !== undefined && <p className="text-small text-2">{text}</p>}
      </div>
      <Button kind="quiet" keys="Escape" onPress={onBack}>
        {t("member.close")}
      </Button>
    </header>
  );
}
