import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MemberRow } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { useActions, useHotkey, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask, Waiting } from "../task/index.ts";
import { Award, Button, classNames, Empty, Field, Icon, Plus, Search, TwoColumns } from "../ui/index.ts";
import { MemberLoad } from "./member-load.tsx";
import { MemberRecord } from "./member-record.tsx";
import type { Members } from "./use-members.ts";

export type MemberListProps = { readonly members: Members; readonly choice: ReactNode };

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Members by words of the name, number or card; whoever may add some does it here. */
export function MemberList({ members, choice }: MemberListProps) {
  const [isAdding, setAdding] = useState(false);
  const [version, setVersion] = useState(0);
  const stop = (): void => setAdding(false);
  const list = (
    <FoundMembers
      members={members}
      choice={choice}
      version={version}
      onAdd={() => setAdding(true)}
      onLoaded={() => setVersion(version + 1)}
    />
  );
  if (!isAdding) return list;
  const form = <MemberRecord programme={members.programme} member={null} onSaved={members.show} onBack={stop} />;
  return <TwoColumns work={list} decision={form} />;
}

type FoundMembersProps = MemberListProps & {
  /** Grows when members were loaded. */
  readonly version: number;
  readonly onAdd: () => void;
  readonly onLoaded: () => void;
};

/** Typed, and taken by Enter, a touch or a scan. */
function FoundMembers({ members, choice, version, onAdd, onLoaded }: FoundMembersProps) {
  const { t } = useTranslation("reception");
  const { text, setText, wanted, rows, fault, index, onKeyDown } = useMemberSearch(members, version);
  const mayAdd = useShellState((state) => state.session?.operator?.can.includes("member.record") === true);
  const field = useRef<HTMLInputElement>(null);
  useHotkey("F2", () => field.current?.select(), { label: t("member.findKey") });
  const problem = members.problem ?? fault;
  return (
    <div className="member-list">
      <h1 className="visually-hidden">{t("member.title")}</h1>
      <div className="member-finder">
        <Field
          label={t("member.find")}
          hideLabel
          size="large"
          icon={Search}
          placeholder={t("member.find")}
          value={text}
          maxLength={80}
          autoFocus
          takesTyping
          inputRef={field}
          testId="member-search"
          onChange={setText}
          onKeyDown={onKeyDown}
        />
        {choice}
      </div>
      <div className="member-scroll">
        <ProblemNote problem={problem} />
        {rows === null && fault === null && <Waiting />}
        {rows !== null && rows.length === 0 && <Nobody text={wanted} />}
        {rows !== null && rows.length > 0 && (
          <MemberTable rows={rows} index={index} onChoose={(row) => void members.open(row.member)} />
        )}
      </div>
      {mayAdd && <MemberTools programme={members.programme} onAdd={onAdd} onLoaded={onLoaded} />}
    </div>
  );
}

type MemberToolsProps = {
  readonly programme: string;
  readonly onAdd: () => void;
  readonly onLoaded: () => void;
};

function MemberTools({ programme, onAdd, onLoaded }: MemberToolsProps) {
  const { t } = useTranslation("reception");
  const label = t("member.add");
  const task = useTask();
  useActions([{ id: "add-member", label, keys: "F7", run: onAdd }]);
  return (
    <div className="member-tools">
      <Button icon={Plus} keys="F7" testId="member-add" onPress={onAdd}>
        {label}
      </Button>
      <MemberLoad programme={programme} task={task} onLoaded={onLoaded} />
    </div>
  );
}

/** What is typed, who is found by it, and the one that Enter takes. */
function useMemberSearch({ programme, open }: Members, version: number) {
  const shell = useShell();
  const [text, setText] = useState("");
  const [mark, setMark] = useState(0);
  const wanted = useDeferredValue(text.trim());
  const { value: rows, problem } = useLoaded(
    () => shell.engine.call("searchMembers", { programme, text: wanted }),
    `${version} ${wanted}`,
  );
  const last = (rows?.length ?? 1) - 1;
  const index = Math.min(mark, last);
  return {
    text,
    wanted,
    rows,
    fault: problem,
    index,
    setText(typed: string): void {
      setText(typed);
      setMark(0);
    },
    onKeyDown(event: KeyboardEvent): void {
      const step = steps[event.key];
      const row = rows?.[index];
      if (event.key === "Enter" && row !== undefined) void open(row.member);
      else if (step !== undefined) setMark(Math.max(0, Math.min(last, index + step)));
      else return;
      event.preventDefault();
    },
  };
}

function Nobody({ text }: { readonly text: string }) {
  const { t } = useTranslation("reception");
  return text === "" ? (
    <Empty title={t("member.empty")} hints={[{ text: t("member.emptyText") }]} />
  ) : (
    <Empty title={t("member.nothing", { text })} hints={[{ text: t("member.nothingText") }]} />
  );
}

type MemberTableProps = {
  readonly rows: readonly MemberRow[];
  readonly index: number;
  readonly onChoose: (row: MemberRow) => void;
};

function MemberTable({ rows, index, onChoose }: MemberTableProps) {
  const { t } = useTranslation("reception");
  return (
    <table className="table member-table" aria-label={t("member.title")}>
      <thead>
        <tr>
          <th>{t("member.name")}</th>
          <th>{t("member.status")}</th>
          <th>{t("member.sinceColumn")}</th>
          <th>{t("member.note")}</th>
          <th className="number">{t("member.number")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr
            key={row.member}
            ref={at === index ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            aria-selected={at === index}
            data-testid="member-row"
            onClick={() => onChoose(row)}
          >
            <td>
              <button type="button" className="member-name">
                {row.name}
              </button>
            </td>
            <td>
              <span className={classNames("member-medal-small", `member-medal-${row.rank}`)}>
                <Icon of={Award} size={18} />
                {row.status}
              </span>
            </td>
            <td>{formatDate(row.since)}</td>
            <td>
              <Remark row={row} />
            </td>
            <td className="number text-2">{row.member}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remark({ row }: { readonly row: MemberRow }) {
  const { t } = useTranslation("reception");
  if (row.ended !== null) return <span className="text-3">{t("member.endedOn", { date: formatDate(row.ended) })}</span>;
  return row.arrears ? <span className="text-warn">{t("member.arrears")}</span> : null;
}
