import { useState } from "react";
import { present } from "../../core/kernel/index.ts";
import type { Settings } from "../../core/contract/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { type Problem, problemOf } from "../task/index.ts";

export type SettingsEdit = {
  readonly settings: Settings;
  /** Whether this operator may change them. */
  readonly may: boolean;
  readonly problem: Problem | null;
  /** True until the next change: the last one is stored. */
  readonly saved: boolean;
  save(change: Partial<Settings>): void;
  saveScanner(change: Partial<Settings["scanner"]>): void;
};

/** The terminal's settings; each change is stored at once. */
export function useSettings(): SettingsEdit {
  const shell = useShell();
  const session = present(
    useShellState((state) => state.session),
    "session of a signed-in screen",
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const save = async (change: Partial<Settings>): Promise<void> => {
    setSaved(false);
    const answer = await shell.engine.call("saveSettings", { settings: change });
    setProblem(problemOf(answer));
    setSaved("ok" in answer);
  };
  return {
    settings: session.settings,
    may: session.operator?.can.includes("settings.change") ?? false,
    problem,
    saved,
    save: (change) => void save(change),
    saveScanner: (change) => void save({ scanner: { ...session.settings.scanner, ...change } }),
  };
}
