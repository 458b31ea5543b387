export * from "./no-eval.ts";
import type { i18n } from "i18next";
import { useCallback, useEffect, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import type { Locale } from "../../core/kernel/index.ts";
import { UiProvider } from "../../renderer/ui/index.ts";
import type { Person } from "../console-contract/index.ts";
import { ask } from "./ask.ts";
import "./console.css";
import { ConsoleProvider } from "./console-context.tsx";
import { ConsoleFrame } from "./console-frame.tsx";
import { InviteScreen } from "./invite-screen.tsx";
import { SignInScreen } from "./sign-in-screen.tsx";
import { usePlace } from "./use-place.ts";

export { createConsoleTexts } from "./console-texts.ts";

/** Head office's console: an invitation, the sign-in, or the screens of whoever is signed in. */
export function ConsoleApp({ texts }: { readonly texts: i18n }) {
  return (
    <I18nextProvider i18n={texts}>
      <Language />
    </I18nextProvider>
  );
}

function Language() {
  const { t, i18n: texts } = useTranslation("console");
  useEffect(() => {
    document.documentElement.lang = texts.language;
    document.title = t("title");
  }, [t, texts.language]);
  return (
    <UiProvider locale={texts.language as Locale} keyCaps>
      <div className="app">
        <Who />
      </div>
    </UiProvider>
  );
}

function Who() {
  const [person, setPerson] = useState<Person | null | undefined>(undefined);
  const { place, part, go } = usePlace();
  useEffect(() => {
    void ask("whoAmI", {}).then((asked) => setPerson(asked.ok ? asked.value.person : null));
  }, []);
  const leave = useCallback(() => setPerson(null), []);
  const enter = (who: Person): void => {
    setPerson(who);
    if (place === "invite") go("overview");
  };
  if (person === undefined) return null;
  if (place === "invite") return <InviteScreen token={part} onDone={enter} />;
  if (person === null) return <SignInScreen onDone={enter} />;
  return (
    <ConsoleProvider value={{ person, leave }}>
      <ConsoleFrame person={person} onLeave={leave} />
    </ConsoleProvider>
  );
}
