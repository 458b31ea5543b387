import { Suspense, useEffect, useLayoutEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, Icon, RefreshCw, TriangleAlert, UiProvider } from "../ui/index.ts";
import "./app-frame.css";
import { Palette } from "./palette.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { lockKeys } from "./operator-menu.tsx";
import { useActions, useShell, useShellState } from "./shell-context.tsx";
import { sectionsHere, type Section } from "./sections-here.ts";
import { TopBar } from "./top-bar.tsx";
import { useIdleLock } from "./use-idle-lock.ts";

export type AppFrameProps = {
  readonly sections: readonly Section[];
  readonly Login: () => ReactNode;
};

/** The window: waits for the engine, then shows the login or the section of the operator under the top bar. */
export function AppFrame({ sections, Login }: AppFrameProps) {
  const session = useShellState((state) => state.session);
  const refused = useShellState((state) => (state.connection.state === "refused" ? state.connection.refusal : null));
  useAppearance();
  const { locale, keyCaps } = session?.settings ?? { locale: "ru", keyCaps: true };
  return (
    <UiProvider locale={locale} keyCaps={keyCaps}>
      <div className="app">
        {refused !== null ? (
          <EngineRefused message={refused.message} steps={refused.steps ?? []} />
        ) : session === null ? (
          <Opening />
        ) : session.operator === null ? (
          <Login />
        ) : (
          <Work sections={sectionsHere(sections, session)} />
        )}
      </div>
    </UiProvider>
  );
}

function Work({ sections }: { readonly sections: readonly Section[] }) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const wanted = useShellState((state) => state.section);
  const paletteOpen = useShellState((state) => state.paletteOpen);
  const current = sections.find(({ id }) => id === wanted) ?? sections[0];
  useIdleLock();
  useEffect(() => () => shell.clearNotice(), [shell]);
  useEffect(() => {
    if (current !== undefined && current.id !== wanted) shell.go(current.id);
  }, [shell, current, wanted]);
  useActions(
    [
      { id: "palette", keys: "Ctrl+K", run: () => shell.store.setState({ paletteOpen: true }) },
      ...sections.map(({ id }) => ({ id: `go-${id}`, label: t(`section.${id}`), run: () => shell.go(id) })),
      { id: "lock", label: t("operator.switch"), keys: lockKeys, run: () => void shell.run("signOut", {}) },
    ],
    0,
  );
  return (
    <>
      <TopBar tabs={sections} />
      <main className="app-work" data-testid={`screen-${current?.id ?? "none"}`}>
        <Suspense>{current !== undefined && <current.Screen key={current.id} />}</Suspense>
      </main>
      {current?.id !== "sale" && <NoticeLine />}
      {paletteOpen && <Palette />}
    </>
  );
}

/** Language, theme and zoom of the page follow the settings. */
function useAppearance(): void {
  const settings = useShellState((state) => state.session?.settings);
  const { theme = "system", zoom = 100, locale = "ru" } = settings ?? {};
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset["theme"] = theme;
    root.lang = locale;
    root.style.fontSize = `${(16 * zoom) / 100}px`;
  }, [theme, zoom, locale]);
}

/** Nothing for 150 ms, then words: the engine opens its files. */
function Opening() {
  const { t } = useTranslation("shell");
  return <p className="app-opening">{t("connection.connecting")}</p>;
}

function EngineRefused({ message, steps }: { readonly message: string; readonly steps: readonly string[] }) {
  const { t } = useTranslation("shell");
  const shell = useShell();
  return (
    <main className="app-refused" role="alert">
      <h1>
        <Icon of={TriangleAlert} size={32} />
        {t("connection.refused")}
      </h1>
      <p>{message}</p>
      {steps.length > 0 && (
        <ul>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      )}
      <Button kind="main" size="main" icon={RefreshCw} onPress={() => shell.engine.retry()}>
        {t("connection.retry")}
      </Button>
    </main>
  );
}
