import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Empty, Segmented, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import type { DisputeRow } from "../console-contract/index.ts";
import { useDoing, useLoaded, useMay } from "./console-context.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { NotLoaded, Panel, ScreenHead } from "./screen-parts.tsx";
import { usePlace } from "./use-place.ts";
import { timeText, useTillWords } from "./words.ts";

const keyOf = ({ terminal, generation, seq, reason }: DisputeRow): string =>
  `${terminal} ${generation} ${seq} ${reason}`;

/** What tills did and head office did not take over, until a person has looked at it. */
export function DisputesScreen() {
  const { t } = useTranslation("console");
  const [which, setWhich] = useState<Which>("open");
  const [chosen, setChosen] = useState<string | null>(null);
  const { value, refused, reload } = useLoaded("listDisputes", { open: which === "open" });
  const columns = useColumns();
  const disputes = value?.disputes ?? [];
  const row = disputes.find((dispute) => keyOf(dispute) === chosen);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.disputes")} about={t("disputes.about")}>
            <WhichSwitch which={which} onChange={setWhich} />
          </ScreenHead>
          <div className="console-scroll">
            {value !== undefined && disputes.length === 0 && <Empty title={t(`disputes.none.${which}`)} />}
            {disputes.length > 0 && (
              <ChoiceTable
                label={t("place.disputes")}
                rows={disputes}
                columns={columns}
                keyOf={keyOf}
                chosen={chosen}
                onChoose={(dispute) => setChosen(keyOf(dispute))}
                testId="dispute"
              />
            )}
            {value?.more === true && <p className="console-more text-2">{t("disputes.more")}</p>}
          </div>
        </>
      }
      decision={
        row === undefined ? (
          <Empty title={t("disputes.choose")} />
        ) : (
          <DisputePanel key={chosen} row={row} onChanged={reload} />
        )
      }
    />
  );
}

type Which = "open" | "settled";

function WhichSwitch({ which, onChange }: { readonly which: Which; readonly onChange: (which: Which) => void }) {
  const { t } = useTranslation("console");
  return (
    <Segmented
      label={t("disputes.which")}
      value={which}
      onChange={onChange}
      segments={[
        { value: "open", label: t("disputes.open") },
        { value: "settled", label: t("disputes.settled"), testId: "settled" },
      ]}
    />
  );
}

function useColumns(): Column<DisputeRow>[] {
  const { t } = useTranslation("console");
  const words = useTillWords();
  return [
    { title: t("disputes.when"), cell: ({ at }) => timeText(at) },
    { title: t("disputes.place"), cell: ({ place }) => <b>{place}</b> },
    { title: t("disputes.what"), cell: ({ reason }) => words.dispute(reason) },
    { title: t("cards.number"), cell: ({ number }) => <span className="console-when">{number ?? "—"}</span> },
  ];
}

function DisputePanel({ row, onChanged }: { readonly row: DisputeRow; readonly onChanged: () => void }) {
  const { t } = useTranslation("console");
  const words = useTillWords();
  const { go } = usePlace();
  const may = useMay("dispute.settle");
  const { busy, refused, run } = useDoing("settleDispute", onChanged);
  const { terminal, generation, seq, reason, number } = row;
  return (
    <Panel
      title={words.dispute(reason)}
      about={t("disputes.fact", { place: row.place, seq })}
      testId="dispute-panel"
      actions={
        may &&
        row.settledAt === null && (
          <ReasonForm
            label={t("disputes.note")}
            action={t("disputes.settle")}
            busy={busy}
            refused={refused}
            onRun={(note) => void run({ terminal, generation, seq, reason, note })}
            testId="settle"
          />
        )
      }
    >
      <p>{t("disputes.stands")}</p>
      {number !== null && <Button onPress={() => go("cards", number)}>{t("disputes.card", { number })}</Button>}
      {row.settledAt !== null && (
        <p className="text-2">
          {t("disputes.settledBy", { name: row.settledBy ?? "", time: timeText(row.settledAt), note: row.note ?? "" })}
        </p>
      )}
    </Panel>
  );
}
