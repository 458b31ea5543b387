import { useEffect, useRef } from "react";
import { useUi } from "../ui/index.ts";

/** What stands on screen was told by the engine in its language: `tell` asks anew once another one is chosen. */
export function useRetold(tell: () => Promise<void>): void {
  const { locale } = useUi();
  const told = useRef(locale);
  useEffect(() => {
    if (told.current === locale) return;
    told.current = locale;
    void tell();
  });
}
