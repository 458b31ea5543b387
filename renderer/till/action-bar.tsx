import { useTranslation } from "react-i18next";
import { perform, useShell, useShellState, type Action } from "../shell/index.ts";
import { ariaKeys, KeyCap } from "../ui/index.ts";
import "./action-bar.css";
import { useTill } from "./till-context.tsx";
import type { TillActions } from "./use-till-actions.ts";

/** The seven things done most, each with its key under the word. */
export function ActionBar({ actions }: { readonly actions: TillActions }) {
  const { t } = useTranslation("till");
  const shell = useShell();
  const count = useShellState((state) => state.basket?.suspended ?? 0);
  const suspend = count > 0 ? t("action.suspended", { count }) : t("action.suspend");
  const find = shell.actions;
  return (
    <div className="action-bar" role="toolbar" aria-label={t("action.all")}>
      <BarButton name="find" label={t("action.find")} keys="F2" run={() => find.find("F2")?.run()} />
      <LineButton name="quantity" label={t("action.quantity")} action={actions.quantity} />
      <LineButton name="remove" label={t("action.remove")} action={actions.remove} />
      <LineButton name="why" label={t("action.why")} action={actions.why} />
      <LineButton name="suspend" label={suspend} action={actions.suspend} />
      <LineButton name="card" label={t("action.card")} action={actions.card} />
      <BarButton
        name="all"
        label={t("action.all")}
        keys="Ctrl+K"
        run={() => shell.store.setState({ paletteOpen: true })}
      />
    </div>
  );
}

type BarButtonProps = {
  readonly name: string;
  readonly label: string;
  readonly keys: string;
  readonly run: () => void;
  readonly pressed?: boolean;
};

function BarButton({ name, label, keys, run, pressed }: BarButtonProps) {
  return (
    <button
      type="button"
      className="bar-button"
      data-testid={`action-${name}`}
      aria-keyshortcuts={ariaKeys(keys)}
      aria-pressed={pressed}
      onClick={run}
    >
      <span>{label}</span>
      <KeyCap keys={keys} />
    </button>
  );
}

type LineButtonProps = { readonly name: string; readonly label: string; readonly action: Action };

function LineButton({ name, label, action }: LineButtonProps) {
  const shell = useShell();
  const { store } = useTill();
  const pressed = store.getState().panel === name;
  return (
    <BarButton
      name={name}
      label={label}
      keys={action.keys ?? ""}
      pressed={pressed}
      run={() => perform(shell, action)}
    />
  );
}
