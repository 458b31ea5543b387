import { createContext, useContext, useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { useStore } from "zustand";
import { present } from "../../core/kernel/index.ts";
import type { Action, ActionLevel } from "./action-registry.ts";
import type { ScanTarget, Shell } from "./shell.ts";
import type { ShellState } from "./shell-state.ts";

const ShellContext = createContext<Shell | null>(null);

export function ShellProvider({ shell, children }: { readonly shell: Shell; readonly children: ReactNode }) {
  return <ShellContext value={shell}>{children}</ShellContext>;
}

/** The shell: `engine.call`, `run`, `tell`, `go`, `offerUndo`, sounds. It never changes. */
export const useShell = (): Shell => present(useContext(ShellContext), "shell around the screen");

/** A part of what the engine last said; the component is drawn again only when this part changes. */
export function useShellState<T>(select: (state: ShellState) => T): T {
  return useStore(useShell().store, select);
}

/**
 * Offers actions while the component is on screen: their keys work and Ctrl+K lists them. A `dialog` open on top
 * silences everything outside it.
 */
export function useActions(actions: readonly Action[], level?: ActionLevel): void {
  useActionSource(() => actions, level);
}

/**
 * The same where `source` works the actions out when a key or the list asks for them: a change of what they are about
 * draws nothing anew.
 */
export function useActionSource(source: () => readonly Action[], level: ActionLevel = 1): void {
  const shell = useShell();
  const latest = useRef(source);
  useLayoutEffect(() => {
    latest.current = source;
  });
  useEffect(() => shell.actions.add(() => latest.current(), level), [shell, level]);
}

/** One key while the component is on screen. */
export function useHotkey(keys: string, run: () => void, options: Omit<Action, "id" | "keys" | "run"> = {}): void {
  useActions([{ ...options, id: keys, keys, run }]);
}

/** Takes the scans instead of the sale while the component is on screen; null leaves them to the sale. */
export function useScanTarget(target: ScanTarget | null): void {
  const shell = useShell();
  const latest = useRef(target);
  useLayoutEffect(() => {
    latest.current = target;
  });
  const takes = target !== null;
  useEffect(() => (takes ? shell.takeScans((scan) => latest.current?.(scan)) : undefined), [shell, takes]);
}
