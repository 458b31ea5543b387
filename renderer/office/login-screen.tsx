import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SessionView } from "../../core/contract/index.ts";
import { roles } from "../../core/shift/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { isWholePin, pinAfter, PinField, useProblemText, useTask, Waiting } from "../task/index.ts";
import { Button, NumPad, TwoColumns } from "../ui/index.ts";
import { FirstRun } from "./first-run.tsx";
import { LoginFoot, LoginPlace } from "./login-foot.tsx";
import "./login.css";
import { OperatorChoice } from "./operator-choice.tsx";
import { WorkplaceChoice } from "./workplace-choice.tsx";
import { useLockCountdown } from "./use-lock-countdown.ts";

/** Nobody is signed in: who works, and their PIN. On a terminal without operators: the first administrator. */
export function LoginScreen() {
  const session = useShellState((state) => state.session);
  if (session === null) return <TwoColumns work={<Waiting />} decision={null} />;
  return (
    <main className="login" data-testid="login">
      {session.operators.length === 0 ? <FirstRun /> : <SignIn session={session} />}
    </main>
  );
}

function SignIn({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation("office");
  const [chosen, setChosen] = useState(() => lastSignedIn(session));
  const field = useRef<HTMLInputElement>(null);
  const operators = byDailyUse(session.operators);
  const operator = operators.find(({ id }) => id === chosen) ?? operators[0];
  const choose = (id: string): void => {
    setChosen(id);
    field.current?.focus();
  };
  if (operator === undefined) return null;
  return (
    <TwoColumns
      work={
        <>
          <div className="login-who">
            <LoginPlace session={session} />
            <h1>{t("login.title")}</h1>
            <OperatorChoice operators={operators} chosen={operator.id} onChoose={choose} />
            {session.demo && <p className="text-small text-3">{t("login.demoNote")}</p>}
            {session.workplaces.length > 1 && (
              <WorkplaceChoice workplaces={session.workplaces} onChosen={() => field.current?.focus()} />
            )}
            {session.desk.missing.map((words) => (
              <p key={words} className="text-warn" role="alert">
                {words}
              </p>
            ))}
          </div>
          <LoginFoot session={session} />
        </>
      }
      decision={
        <PinEntry
          key={operator.id}
          operator={operator}
          inputRef={field}
          onMove={(step) => setChosen(neighbour(operators, operator.id, step))}
        />
      }
    />
  );
}

type PinEntryProps = {
  readonly operator: SessionView["operators"][number];
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly onMove: (step: number) => void;
};

function PinEntry({ operator, inputRef, onMove }: PinEntryProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const textOf = useProblemText();
  const [pin, setPin] = useState("");
  const lockedFor = useLockCountdown(operator.lockedUntil);
  const submit = async (): Promise<void> => {
    if (!isWholePin(pin) || lockedFor !== null) return;
    const session = await task.run(() => shell.engine.call("signIn", { operatorId: operator.id, pin }));
    setPin("");
    if (session !== undefined) rememberSignIn(operator.id);
  };
  const waits = lockedFor === null ? textOf(task.problem) : t("login.locked", { time: lockedFor });
  return (
    <div className="login-pin">
      <div>
        <h2>{operator.name}</h2>
        <p className="text-2">{t(`role.${operator.role}`)}</p>
      </div>
      <PinField
        label={t("login.pin")}
        size="large"
        autoFocus
        inputRef={inputRef}
        value={pin}
        error={waits}
        testId="pin"
        onChange={setPin}
        onKeyDown={(event) => takeKey(event, onMove, () => void submit())}
      />
      <NumPad
        label={t("login.pad")}
        decimal={false}
        backLabel={t("common.delete")}
        onKey={(key) => setPin(pinAfter(pin, key))}
      />
      <span className="grow" />
      <SubmitPin pin={pin} busy={task.busy} lockedFor={lockedFor} onPress={() => void submit()} />
    </div>
  );
}

/** Up and down choose who, Enter signs in; digits belong to the field. */
function takeKey(event: KeyboardEvent, move: (step: number) => void, submit: () => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) move(step);
  else if (event.key === "Enter") submit();
  else return;
  event.preventDefault();
}

type SubmitPinProps = {
  readonly pin: string;
  readonly busy: boolean;
  readonly lockedFor: string | null;
  readonly onPress: () => void;
};

function SubmitPin({ pin, busy, lockedFor, onPress }: SubmitPinProps) {
  const { t } = useTranslation("office");
  const locked = lockedFor === null ? null : t("login.enterLocked", { time: lockedFor });
  return (
    <Button
      kind="main"
      size="main"
      keys="Enter"
      wide
      testId="sign-in"
      busyText={busy ? t("login.entering") : null}
      disabledReason={locked ?? (isWholePin(pin) ? null : t("login.enterLater"))}
      onPress={onPress}
    >
      {t("login.enter")}
    </Button>
  );
}

/** Cashiers first, those who set the till up last. */
function byDailyUse(operators: SessionView["operators"]): SessionView["operators"] {
  return operators.filter(({ active }) => active).toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}

function neighbour(operators: SessionView["operators"], id: string, step: number): string {
  const index = operators.findIndex((operator) => operator.id === id);
  return operators[(index + step + operators.length) % operators.length]?.id ?? id;
}

/** The till is mostly unlocked by whoever locked it: their button is chosen first. Kept by this window only. */
const lastKey = "last-operator";

function rememberSignIn(id: string): void {
  sessionStorage.setItem(lastKey, id);
}

function lastSignedIn({ operators }: SessionView): string {
  const last = sessionStorage.getItem(lastKey);
  return operators.some(({ id }) => id === last) ? String(last) : (byDailyUse(operators)[0]?.id ?? "");
}
