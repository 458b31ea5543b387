import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Band, Button } from "../../renderer/ui/index.ts";
import type { Refused } from "./ask.ts";
import { useRefusalText } from "./words.ts";

/** Title of a screen, what it shows, and what can be begun from it. */
export function ScreenHead(props: { readonly title: string; readonly about: string; readonly children?: ReactNode }) {
  return (
    <header className="console-head">
      <div>
        <h1>{props.title}</h1>
        <p className="text-2">{props.about}</p>
      </div>
      {props.children}
    </header>
  );
}

/** What could not be read, and the way to try again. */
export function NotLoaded({ refused, onAgain }: { readonly refused: Refused; readonly onAgain: () => void }) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  return (
    <Band tone="refusal" title={t("notLoaded")}>
      <p>{wording(refused)}</p>
      <p>
        <Button onPress={onAgain}>{t("again")}</Button>
      </p>
    </Band>
  );
}

/** The decision column: what is chosen, its facts, and at the bottom what may be done. */
export function Panel(props: {
  readonly title: string;
  readonly about?: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
}) {
  return (
    <div className="console-panel" data-testid={props.testId}>
      <header>
        <h2>{props.title}</h2>
        {props.about !== undefined && <p className="text-2">{props.about}</p>}
      </header>
      <div className="console-panel-body">{props.children}</div>
      {props.actions}
    </div>
  );
}
