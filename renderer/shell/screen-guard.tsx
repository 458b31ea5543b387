import { Component, type ErrorInfo, type ReactNode } from "react";
import type { i18n } from "i18next";
import { Button, RefreshCw } from "../ui/index.ts";

type Props = { readonly texts: i18n; readonly children: ReactNode };
type State = { readonly fault: Error | null };

/** The last net under the screens: says that all is saved and opens the page anew. */
export class ScreenGuard extends Component<Props, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: Error): State {
    return { fault };
  }

  override componentDidCatch(fault: Error, info: ErrorInfo): void {
    console.error(fault, info.componentStack);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    const { texts } = this.props;
    return (
      <main className="app-refused" role="alert">
        <h1>{texts.t("shell:crash.title")}</h1>
        <p>{texts.t("shell:crash.saved")}</p>
        <Button kind="main" size="main" icon={RefreshCw} onPress={() => location.reload()}>
          {texts.t("shell:crash.reload")}
        </Button>
        <details>
          <summary>{texts.t("shell:crash.details")}</summary>
          <p className="text-small">{fault.message}</p>
        </details>
      </main>
    );
  }
}
