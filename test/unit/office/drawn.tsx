import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import type { Locale } from "../../../core/kernel/index.ts";
import { createShell } from "../../../renderer/shell/create-shell.ts";
import { createScreenTexts } from "../../../renderer/shell/i18n.ts";
import { ShellProvider } from "../../../renderer/shell/shell-context.tsx";
import { createSounds } from "../../../renderer/shell/sounds.ts";
import { UiProvider } from "../../../renderer/ui/index.ts";
import { fakeEngine } from "../renderer/fake-engine.ts";

/** What a part of a screen says, text by text: `|Чек 1|21,10|`. */
export function drawn(part: ReactNode, locale: Locale = "ru"): string {
  const texts = createScreenTexts(locale);
  const sounds = createSounds({ emit: () => undefined });
  const shell = createShell({ engine: fakeEngine().engine, sounds, texts });
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={texts}>
      <ShellProvider shell={shell}>
        <UiProvider locale={locale} keyCaps>
          {part}
        </UiProvider>
      </ShellProvider>
    </I18nextProvider>,
  );
  shell.close();
  return html
    .replaceAll(/<svg.*?<\/svg>/g, "")
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll(/\|+/g, "|")
    .replaceAll("\u00a0", " ");
}
