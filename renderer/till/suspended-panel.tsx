import { useEffect, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { ArrowLeft, Button, Icon, useUi } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import "./suspended-panel.css";
import { useTill } from "./till-context.tsx";
import { suspend } from "./till-actions.ts";

type Suspended = CallOutput<"listSuspended">[number];

/** Baskets put aside: take one back, or put this one beside them. */
export function SuspendedPanel() {
  const { t } = useTranslation("till");
  const till = useTill();
  const { shell, store } = till;
  const count = useShellState((state) => state.basket?.suspended ?? 0);
  const filled = useShellState((state) => (state.basket?.lines.length ?? 0) > 0);
  const rows = useSuspended(count);
  const recall = async (id: string): Promise<void> => {
    const basket = await shell.run("recallBasket", { id });
    if (basket === undefined) return;
    store.setState({ panel: null, selectedId: basket.lines.at(-1)?.id ?? null });
    shell.tell("done", t("suspended.recalled"));
  };
  return (
    <Panel title={t("suspended.title")} closeText={t("suspended.close")} keys="F6" testId="suspended">
      {filled && (
        <Button wide testId="suspend-this" onPress={() => suspend(till)}>
          {t("suspended.this")}
        </Button>
      )}
      {rows.length === 0 && <p className="text-2">{t("suspended.none")}</p>}
      <ul>
        {rows.map((row, index) => (
          <SuspendedRow key={row.id} row={row} first={index === 0} onRecall={() => void recall(row.id)} />
        ))}
      </ul>
    </Panel>
  );
}

function useSuspended(count: number): readonly Suspended[] {
  const shell = useShell();
  const [rows, setRows] = useState<readonly Suspended[]>([]);
  useEffect(() => {
    let stale = false;
    void shell.engine.call("listSuspended", {}).then((answer) => {
      if (!stale && "ok" in answer) setRows(answer.ok);
    });
    return () => {
      stale = true;
    };
  }, [shell, count]);
  return rows;
}

/** Arrows walk the rows while one of them has the focus. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const row = event.currentTarget.closest("li");
  const next =
    event.key === "ArrowDown" ? row?.nextElementSibling : event.key === "ArrowUp" ? row?.previousElementSibling : null;
  if (next === null || next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.querySelector("button")?.focus();
}

type RowProps = { readonly row: Suspended; readonly first: boolean; readonly onRecall: () => void };

function SuspendedRow({ row, first, onRecall }: RowProps) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const timeZone = useShellState((state) => state.session?.programme.timeZone ?? "UTC");
  const time = new Date(row.at).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone });
  return (
    <li>
      <button
        type="button"
        className="suspended-row"
        data-testid="suspended-row"
        autoFocus={first}
        onClick={onRecall}
        onKeyDown={walk}
      >
        <Icon of={ArrowLeft} />
        <span>
          {row.firstLine}
          <small>
            {[
              t("totals.positions", { count: row.positions }),
              t("suspended.row", { operator: row.operator, time }),
              ...(row.card === null ? [] : [row.card]),
            ].join(" · ")}
          </small>
        </span>
        <b className="number">{formatMoney(row.payableMinor, locale)}</b>
      </button>
    </li>
  );
}
