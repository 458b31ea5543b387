import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { Locale } from "../../core/kernel/index.ts";

type Ui = { readonly locale: Locale; readonly keyCaps: boolean };

const UiContext = createContext<Ui>({ locale: "ru", keyCaps: true });

/** Language of figures and whether key caps are drawn (a touch-only till switches them off; their room stays). */
export function UiProvider({ locale, keyCaps, children }: Ui & { readonly children: ReactNode }) {
  const ui = useMemo(() => ({ locale, keyCaps }), [locale, keyCaps]);
  return <UiContext value={ui}>{children}</UiContext>;
}

export const useUi = (): Ui => useContext(UiContext);
