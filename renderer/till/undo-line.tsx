import { useTranslation } from "react-i18next";
import { useShell, useShellState } from "../shell/index.ts";
import { KeyCap } from "../ui/index.ts";
import "./undo-line.css";

/** Foot of the basket for ten seconds after a removal: what went and how to have it back. */
export function UndoLine() {
  const { t } = useTranslation("till");
  const shell = useShell();
  // After the next change Ctrl+Z takes back that one: the line would promise something else.
  const offer = useShellState((state) => (state.undoOffer?.text === state.basket?.undo ? state.undoOffer : null));
  if (offer === null) return null;
  return (
    <div className="undo-line" role="status" data-testid="undo-line">
      <span>{offer.text}</span>
      <button
        type="button"
        onClick={() => {
          shell.store.setState({ undoOffer: null });
          offer.takeBack();
        }}
      >
        {t("undo.takeBack")}
        <KeyCap keys="Ctrl+Z" />
      </button>
    </div>
  );
}
