import { useTranslation } from "react-i18next";
import type { SessionView } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button } from "../ui/index.ts";

type WorkplaceChoiceProps = {
  readonly workplaces: SessionView["workplaces"];
  /** The next thing to do is to sign in there. */
  readonly onChosen: () => void;
};

/** The demo takes the place of one desk or another: between shifts and receipts, else it says what to finish first. */
export function WorkplaceChoice({ workplaces, onChosen }: WorkplaceChoiceProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const choose = async (id: string): Promise<void> => {
    const session = await task.run(() => shell.engine.call("chooseWorkplace", { id }));
    if (session !== undefined) onChosen();
  };
  return (
    <section className="workplaces">
      <p className="text-label" id="workplaces">
        {t("login.workplace")}
      </p>
      <div className="button-row" role="group" aria-labelledby="workplaces">
        {workplaces.map(({ id, terminal, site, current }) => (
          <Button
            key={id}
            selected={current}
            testId={`workplace-${id}`}
            aside={site}
            onPress={() => {
              if (!current) void choose(id);
            }}
          >
            {terminal}
          </Button>
        ))}
      </div>
      {task.problem !== null && <ProblemNote problem={task.problem} />}
    </section>
  );
}
