import { useTranslation } from "react-i18next";
import type { CloseCheck, ShiftView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useShell, type Shell } from "../shell/index.ts";
import { Waiting } from "../task/index.ts";
import { Button, CircleAlert, CircleCheck, classNames, Icon, useUi } from "../ui/index.ts";
import { isDone, leftToDo, type CheckItem } from "./close-readiness.ts";

export type CloseReadinessProps = {
  readonly shift: ShiftView;
  readonly check: CloseCheck | null;
  readonly countedMinor: number | null;
  readonly onCount: () => void;
};

/** What stands between now and the Z report, each with the way to get it done. */
export function CloseReadiness({ shift, check, countedMinor, onCount }: CloseReadinessProps) {
  const { t } = useTranslation("office");
  const left = check === null ? null : leftToDo(check, countedMinor !== null).length;
  return (
    <section className="section">
      <h2 className="section-title">
        {t("shift.ready", { number: shift.number })}
        {left !== null && <span>{left === 0 ? t("shift.allDone") : t("shift.left", { count: left })}</span>}
      </h2>
      {check === null ? (
        <Waiting rows={3} />
      ) : (
        <ul>
          {check.items.map((item) => (
            <ReadinessRow
              key={`${item.kind}/${item.text}/${item.detail}`}
              item={item}
              countedMinor={countedMinor}
              onCount={onCount}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type RowProps = Pick<CloseReadinessProps, "countedMinor" | "onCount"> & { readonly item: CheckItem };

function ReadinessRow({ item, countedMinor, onCount }: RowProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const done = isDone(item, countedMinor !== null);
  const countedHere = item.kind === "uncounted" && countedMinor !== null;
  const text = countedHere ? t("shift.counted") : item.text;
  const detail = countedHere ? t("shift.countedDetail", { amount: formatMoney(countedMinor, locale) }) : item.detail;
  return (
    <li className={classNames("check", !done && "check-left")} data-testid={`close-${item.kind}`}>
      <Icon of={done ? CircleCheck : CircleAlert} />
      <span>
        {text}
        {!done && detail !== "" && <span className="text-3"> · {detail}</span>}
      </span>
      <span className="text-2">
        {done && detail}
        {(!done || countedHere) && <ReadinessAction kind={item.kind} again={countedHere} onCount={onCount} />}
      </span>
    </li>
  );
}

type ActionProps = { readonly kind: CheckItem["kind"]; readonly again: boolean; readonly onCount: () => void };

function ReadinessAction({ kind, again, onCount }: ActionProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  switch (kind) {
    case "uncounted":
      return (
        <Button keys="F8" testId="shift-close" onPress={onCount}>
          {t(again ? "shift.recount" : "shift.count")}
        </Button>
      );
    case "suspended":
      return <Button onPress={() => void openSuspended(shell)}>{t("shift.openSuspended")}</Button>;
    case "open-basket":
      return <Button onPress={() => shell.go("sale")}>{t("shift.toSale")}</Button>;
    case "unsent":
    case "age":
      return null;
  }
}

/** The only basket put aside is taken back at once; of several the till lets the cashier choose. */
async function openSuspended(shell: Shell): Promise<void> {
  const aside = (await shell.run("listSuspended", {})) ?? [];
  const [only] = aside;
  if (only !== undefined && aside.length === 1) {
    const recalled = await shell.run("recallBasket", { id: only.id });
    if (recalled === undefined) return;
  }
  shell.go("sale", "suspended");
}
