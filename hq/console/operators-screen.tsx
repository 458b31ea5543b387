import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Empty, Plus, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import type { TillOperator } from "../console-contract/index.ts";
import { useLoaded, useMay } from "./console-context.tsx";
import { OperatorPanel } from "./operator-panel.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";
import { timeText } from "./words.ts";

/** Who may work at the tills, and at which: tills take it over within moments, and then change nobody themselves. */
export function OperatorsScreen() {
  const { t } = useTranslation("console");
  const may = useMay("operator.manage");
  const { value, refused, reload } = useLoaded("listOperators", {});
  const [chosen, setChosen] = useState<string | null>(null);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  const operators = value?.operators ?? [];
  const operator = operators.find(({ id }) => id === chosen);
  const saved = (): void => {
    setChosen(null);
    reload();
  };
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.operators")} about={t("operators.about")}>
            {operator !== undefined && may && (
              <Button icon={Plus} onPress={() => setChosen(null)} testId="add-operator">
                {t("operators.add")}
              </Button>
            )}
          </ScreenHead>
          <div className="console-scroll">
            {value !== undefined && <Table operators={operators} chosen={chosen} onChoose={setChosen} />}
          </div>
        </>
      }
      decision={
        may ? (
          <OperatorPanel
            key={`${chosen ?? "new"} ${operators.length}`}
            operator={operator}
            shards={value?.shards ?? []}
            terminals={value?.terminals ?? []}
            onSaved={saved}
          />
        ) : (
          <Empty title={t("operators.onlyAdministrator")} />
        )
      }
    />
  );
}

type TableProps = {
  readonly operators: readonly TillOperator[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

function Table({ operators, chosen, onChoose }: TableProps) {
  const { t } = useTranslation("console");
  const columns = useColumns();
  if (operators.length === 0) return <Empty title={t("operators.none")} />;
  return (
    <ChoiceTable
      label={t("place.operators")}
      rows={operators}
      columns={columns}
      keyOf={({ id }) => id}
      chosen={chosen}
      onChoose={({ id }) => onChoose(id)}
      testId="operator"
    />
  );
}

function useColumns(): Column<TillOperator>[] {
  const { t } = useTranslation("console");
  return [
    { title: t("people.name"), cell: ({ name }) => <b>{name}</b> },
    { title: t("operators.role"), cell: ({ role }) => t(`operators.roleName.${role}`) },
    { title: t("operators.state"), cell: ({ active }) => t(active ? "operators.works" : "operators.left") },
    {
      title: t("packs.changed"),
      cell: ({ changedAt, changedBy }) => (
        <span className="console-when">
          {timeText(changedAt)}, {changedBy}
        </span>
      ),
    },
  ];
}
