import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { classNames, Dialog, Field, KeyCap, Search } from "../ui/index.ts";
import type { Action } from "./action-registry.ts";
import { perform } from "./key-dispatch.ts";
import "./palette.css";
import { useShell } from "./shell-context.tsx";

/** All actions possible now, by name: what a key, a button or a section would do. */
export function Palette() {
  const shell = useShell();
  const { t } = useTranslation("shell");
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = useFound(text);
  const close = (): void => shell.store.setState({ paletteOpen: false });
  const choose = (action: Action | undefined): void => {
    if (action === undefined) return;
    close();
    perform(shell, action);
  };
  const move = (step: number): void => {
    const next = Math.min(found.length - 1, Math.max(0, index + step));
    setIndex(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const search = (value: string): void => {
    setText(value);
    setIndex(0);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") choose(found[index]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("palette.title")} onClose={close} testId="palette">
      <PaletteSearch text={text} onText={search} onKeyDown={press} />
      <ul className="palette-list" role="listbox" tabIndex={0} aria-label={t("palette.title")} ref={list}>
        {found.map((action, place) => (
          <PaletteRow key={action.id} action={action} selected={place === index} onChoose={() => choose(action)} />
        ))}
      </ul>
      {found.length === 0 && <p className="text-2">{t("palette.nothing")}</p>}
    </Dialog>
  );
}

/** What could be done as the palette opened: its own keys have no words. */
function useFound(text: string): Action[] {
  const shell = useShell();
  const [all] = useState(() => distinct(shell.actions.list()));
  return all.filter((action) => matches(action.label ?? "", text));
}

type SearchProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

function PaletteSearch({ text, onText, onKeyDown }: SearchProps) {
  const { t } = useTranslation("shell");
  return (
    <Field
      label={t("palette.search")}
      hideLabel
      autoFocus
      icon={Search}
      value={text}
      placeholder={t("palette.search")}
      testId="palette-search"
      onChange={onText}
      onKeyDown={onKeyDown}
    />
  );
}

type RowProps = {
  readonly action: Action;
  readonly selected: boolean;
  readonly onChoose: () => void;
};

function PaletteRow({ action, selected, onChoose }: RowProps) {
  const off = typeof action.disabledReason === "string";
  return (
    <li
      role="option"
      aria-selected={selected}
      aria-disabled={off}
      className={classNames("palette-row", off && "text-3")}
      onClick={onChoose}
    >
      <span>{off ? action.disabledReason : action.label}</span>
      {action.keys !== undefined && <KeyCap keys={action.keys} />}
    </li>
  );
}

/** The topmost offer of each action that has words. */
function distinct(actions: readonly Action[]): Action[] {
  const byId = new Map<string, Action>();
  for (const action of actions) {
    if (action.label !== undefined && !byId.has(action.id)) byId.set(action.id, action);
  }
  return [...byId.values()];
}

/** Every word of the search begins a word of the label. */
function matches(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/[\s,.·–—]+/);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((start) => words.some((word) => word.startsWith(start)));
}
