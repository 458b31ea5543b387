import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, readTextFile, type Task } from "../task/index.ts";
import { Button } from "../ui/index.ts";

export type MemberLoadProps = {
  readonly programme: string;
  readonly task: Task;
  readonly onLoaded: () => void;
};

/** Members from a CSV file; what is wrong with it is said by row. */
export function MemberLoad({ programme, task, onLoaded }: MemberLoadProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const input = useRef<HTMLInputElement>(null);
  const label = t("member.load");
  const choose = (): void => input.current?.click();
  const load = async (file: File): Promise<void> => {
    const csv = await readTextFile(file);
    const loaded = await task.run(() => shell.engine.call("importMembers", { programme, csv }));
    if (loaded === undefined) return;
    shell.tell("done", t("member.loaded", loaded));
    onLoaded();
  };
  useActions([{ id: "load-members", label, keys: "F8", run: choose }]);
  return (
    <>
      <Button keys="F8" testId="members-choose" busyText={task.busy ? t("member.loading") : null} onPress={choose}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="members-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void load(file);
          event.target.value = "";
        }}
      />
      <ProblemNote problem={task.problem} />
    </>
  );
}
