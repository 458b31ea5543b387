import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SyncView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatCount, formatDateTime } from "../../core/text/index.ts";
import { useActions, useMinute, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask, Waiting } from "../task/index.ts";
import {
  Button,
  CircleAlert,
  classNames,
  Icon,
  KeyValue,
  ProgressBar,
  RefreshCw,
  TriangleAlert,
  Wifi,
  WifiOff,
  useUi,
} from "../ui/index.ts";
import { EnrolForm } from "./enrol-form.tsx";
import { FromOffice } from "./from-office.tsx";
import "./office-link.css";

/** How the link to head office is, what waits, what is limited meanwhile; the exchange now, and the first enrolment. */
export function OfficeLink() {
  const shell = useShell();
  const link = useShellState((state) => state.status?.link);
  const can = useShellState((state) => state.session?.operator?.can) ?? [];
  const [asked, setAsked] = useState(0);
  const on = JSON.stringify([link, useMinute(), asked]);
  const { value: view, problem } = useLoaded(() => shell.engine.call("getSync", {}), on);
  if (view === null) return problem === null ? <Waiting /> : <ProblemNote problem={problem} />;
  const reload = (): void => setAsked((count) => count + 1);
  const isStuck = view.terminal === null || view.state === "revoked" || view.state === "key-lost";
  return (
    <div
      className="settings-wide office-link"
      data-testid="office-link"
      data-state={view.state}
      data-level={view.level}
    >
      <LinkState view={view} />
      {view.terminal !== null && <Figures view={view} terminal={view.terminal} />}
      {view.terminal !== null && can.includes("link.sync") && <ExchangeNow view={view} onDone={reload} />}
      {view.cards !== null && <Cards cards={view.cards} text={view.cardsText} />}
      {view.limits.length > 0 && <Limits limits={view.limits} />}
      {view.state === "offline" && <Levels view={view} />}
      {view.sent !== null && <FromOffice sent={view.sent} />}
      {view.disputes.length > 0 && <Disputes disputes={view.disputes} />}
      {isStuck && <EnrolForm may={can.includes("link.enrol")} onDone={reload} />}
    </div>
  );
}

const quiet: ReadonlySet<SyncView["state"]> = new Set(["none", "connecting", "online"]);

function LinkState({ view }: { readonly view: SyncView }) {
  const { state, title, text, level } = view;
  const isWell = quiet.has(state) || (state === "offline" && level === "green");
  const tone = isWell ? "office-well" : level === "red" || level === "black" ? "office-bad" : "office-warn";
  return (
    <section className={classNames("office-state", tone)} role="status" data-testid="office-state">
      <Icon
        of={state === "online" ? Wifi : quiet.has(state) || state === "offline" ? WifiOff : CircleAlert}
        size={28}
      />
      <div>
        <h2>{title}</h2>
        <p className="text-2">{text}</p>
      </div>
    </section>
  );
}

type FiguresProps = { readonly view: SyncView; readonly terminal: NonNullable<SyncView["terminal"]> };

function Figures({ view, terminal }: FiguresProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const time = useLocalTime();
  const { pending, oldestPendingAt, lastContact } = view;
  return (
    <div className="office-figures">
      <KeyValue label={t("link.pending")} tone="strong" testId="office-pending">
        {formatCount(pending, locale)}
      </KeyValue>
      {oldestPendingAt !== null && <KeyValue label={t("link.oldest")}>{time(oldestPendingAt)}</KeyValue>}
      {lastContact !== null && <KeyValue label={t("link.lastContact")}>{time(lastContact)}</KeyValue>}
      <KeyValue label={t("link.address")}>{terminal.url}</KeyValue>
      <KeyValue label={t("link.terminal")}>{terminal.id}</KeyValue>
      <KeyValue label={t("link.key")}>
        {t(terminal.keyProtected ? "link.keyProtected" : "link.keyNotProtected")}
      </KeyValue>
    </div>
  );
}

function ExchangeNow({ view, onDone }: { readonly view: SyncView; readonly onDone: () => void }) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const time = useLocalTime();
  const exchange = async (): Promise<void> => {
    const after = await task.run(() => shell.engine.call("syncNow", {}));
    if (after !== undefined)
      shell.tell(after.pending === 0 && after.state === "online" ? "done" : "attention", after.title);
    onDone();
  };
  useActions([{ id: "sync-now", label: t("link.now"), keys: "F5", run: () => void exchange() }]);
  return (
    <div className="office-now">
      <Button
        icon={RefreshCw}
        keys="F5"
        testId="sync-now"
        busyText={task.busy ? t("link.exchanging") : null}
        onPress={() => void exchange()}
      >
        {t("link.now")}
      </Button>
      {view.nextTryAt !== null && (
        <span className="text-small text-2">{t("link.nextTry", { at: time(view.nextTryAt) })}</span>
      )}
      <ProblemNote problem={task.problem} />
    </div>
  );
}

type CardsProps = { readonly cards: NonNullable<SyncView["cards"]>; readonly text: string };

/** All cards on their way in one file, or why they were not taken. */
function Cards({ cards, text }: CardsProps) {
  const { t } = useTranslation("office");
  const { phase, percent } = cards;
  return (
    <section className="office-block" data-testid="office-cards" data-phase={phase}>
      <h3>{t("link.cards")}</h3>
      {phase !== "failed" && <ProgressBar label={t("link.cards")} value={percent} of={100} />}
      <p className={phase === "failed" ? "office-limit" : "text-2"}>
        {phase === "failed" && <Icon of={TriangleAlert} size={20} />}
        <span>{text}</span>
      </p>
    </section>
  );
}

function Limits({ limits }: { readonly limits: SyncView["limits"] }) {
  const { t } = useTranslation("office");
  return (
    <section className="office-block" data-testid="office-limits">
      <h3>{t("link.limited")}</h3>
      <ul>
        {limits.map(({ code, title, text }) => (
          <li key={code} className="office-limit">
            <Icon of={TriangleAlert} size={20} />
            <span>
              {title}
              <span className="text-small text-2">{text}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What comes if the link stays away: each level with the age from which it holds. */
function Levels({ view }: { readonly view: SyncView }) {
  const { t } = useTranslation("office");
  const fromWhen = (fromMs: number): string => {
    if (fromMs === 0) return t("link.atFirst");
    return fromMs < hourMs
      ? t("link.fromMinutes", { count: fromMs / minuteMs })
      : t("link.fromHours", { count: fromMs / hourMs });
  };
  return (
    <section className="office-block">
      <h3>{t("link.ifLonger")}</h3>
      <ol className="office-levels">
        {view.levels.map(({ level, fromMs, text }) => (
          <li key={level} className={classNames(level === view.level && "office-level-now")}>
            <b>{fromWhen(fromMs)}</b>
            <span className="text-small text-2">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function Disputes({ disputes }: { readonly disputes: SyncView["disputes"] }) {
  const { t } = useTranslation("office");
  const time = useLocalTime();
  return (
    <section className="office-block" data-testid="office-disputes">
      <h3>{t("link.disputed")}</h3>
      <ul>
        {disputes.map(({ at, text }) => (
          <li key={`${at} ${text}`} className="office-limit">
            <Icon of={CircleAlert} size={20} />
            <span>
              {text}
              <span className="text-small text-2">{time(at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useLocalTime(): (at: number) => string {
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  return (at) => formatDateTime(localDateTime(at, timeZone));
}
