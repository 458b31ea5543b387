import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Empty, Plus, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import type { TerminalRow } from "../console-contract/index.ts";
import { useLoaded, useMay } from "./console-context.tsx";
import { EnrolPanel } from "./enrol-panel.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";
import { TerminalPanel } from "./terminal-panel.tsx";
import { TerminalState } from "./terminal-state.tsx";
import { usePlace } from "./use-place.ts";
import { countText, useAgeText } from "./words.ts";

const everyMs = 5_000;

/** Every till: whether it is heard of, what it has sent, what waits; and how one more is let in. */
export function TerminalsScreen() {
  const { t } = useTranslation("console");
  const { part, go } = usePlace();
  const { value, refused, reload } = useLoaded("listTerminals", {}, everyMs);
  const may = useMay("terminal.manage");
  const { terminals, now } = value ?? { terminals: [], now: 0 };
  const chosen = terminals.find(({ terminal }) => terminal === part);
  const columns = useColumns(now);
  const close = (): void => {
    reload();
    go("terminals");
  };
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <Head mayEnrol={may && part !== "new"} />
          <div className="console-scroll console-terminals">
            {value !== undefined && terminals.length === 0 && <Empty title={t("terminals.none")} />}
            {terminals.length > 0 && (
              <ChoiceTable
                label={t("place.terminals")}
                rows={terminals}
                columns={columns}
                keyOf={({ terminal }) => terminal}
                chosen={chosen?.terminal ?? null}
                onChoose={({ terminal }) => go("terminals", terminal)}
                testId="terminal"
              />
            )}
          </div>
        </>
      }
      decision={
        part === "new" && may ? (
          <EnrolPanel onBack={close} />
        ) : chosen !== undefined ? (
          <TerminalPanel key={chosen.terminal} row={chosen} now={now} onChanged={reload} />
        ) : (
          <Empty title={t("terminals.choose")} />
        )
      }
    />
  );
}

function Head({ mayEnrol }: { readonly mayEnrol: boolean }) {
  const { t } = useTranslation("console");
  const { go } = usePlace();
  return (
    <ScreenHead title={t("place.terminals")} about={t("terminals.about")}>
      {mayEnrol && (
        <Button icon={Plus} onPress={() => go("terminals", "new")} testId="enrol">
          {t("terminals.enrol")}
        </Button>
      )}
    </ScreenHead>
  );
}

function useColumns(now: number): Column<TerminalRow>[] {
  const { t, i18n } = useTranslation("console");
  const ageText = useAgeText();
  return [
    {
      title: t("terminals.name"),
      cell: ({ name }) => <b>{name}</b>,
    },
    { title: t("terminals.state"), cell: ({ state }) => <TerminalState state={state} /> },
    { title: t("terminals.heard"), cell: ({ lastContact }) => ageText(lastContact, now) },
    { title: t("terminals.version"), cell: ({ app }) => (app === "" ? "—" : app) },
    { title: t("terminals.acked"), number: true, cell: ({ acked }) => countText(acked, i18n.language) },
    {
      title: t("terminals.pending"),
      number: true,
      cell: ({ pending }) => (pending === null ? "—" : countText(pending, i18n.language)),
    },
  ];
}
