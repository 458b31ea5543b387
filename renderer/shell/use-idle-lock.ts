import { useEffect } from "react";
import { useShell, useShellState } from "./shell-context.tsx";

const signsOfWork = ["keydown", "pointerdown", "wheel"] as const;

/** Locks the till after the minutes of the settings without a key, touch or scan. The basket stays. */
export function useIdleLock(): void {
  const shell = useShell();
  const minutes = useShellState((state) => state.session?.settings.idleLockMinutes ?? 0);
  useEffect(() => {
    if (minutes === 0) return undefined;
    const lock = (): void => void shell.run("signOut", {});
    let timer = setTimeout(lock, minutes * 60_000);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60_000);
    };
    for (const sign of signsOfWork) window.addEventListener(sign, again, { capture: true, passive: true });
    const stops = [shell.engine.on("deviceScan", again), shell.engine.on("scanned", again)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      for (const sign of signsOfWork) window.removeEventListener(sign, again, { capture: true });
    };
  }, [shell, minutes]);
}
