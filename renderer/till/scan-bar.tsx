import { useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { noticeIcons, useActions, useShell, useShellState } from "../shell/index.ts";
import { classNames, Icon, ScanBarcode } from "../ui/index.ts";
import "./scan-bar.css";
import { firstSentence } from "./first-sentence.ts";
import { useItemSearch, type ItemSearch } from "./use-item-search.ts";
import { SearchList } from "./search-list.tsx";
import { useTill, useTillState } from "./till-context.tsx";

/** Where a scan is echoed and a person types: code or name. The readers themselves need no focus here. */
export function ScanBar() {
  const input = useRef<HTMLInputElement>(null);
  const text = useTillState((state) => state.searchText);
  const search = useItemSearch(text, () => input.current?.blur());
  return (
    <>
      <div className="scan-bar" data-testid="scan-bar">
        <Icon of={ScanBarcode} size={22} />
        <SearchInput input={input} text={text} search={search} />
        <ScanEcho />
      </div>
      {search.open && <SearchList search={search} />}
    </>
  );
}

type SearchInputProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly search: ItemSearch;
};

function SearchInput({ input, text, search }: SearchInputProps) {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const placeholder = usePlaceholder();
  const leave = (): void => {
    store.setState({ searchText: "" });
    input.current?.blur();
  };
  useActions(text === "" ? [] : [{ id: "find-close", keys: "Escape", run: leave }], 2);
  useActions([{ id: "find", label: t("action.find"), keys: "F2", run: () => input.current?.select() }]);
  return (
    <input
      ref={input}
      data-testid="search"
      data-typing-target
      value={text}
      maxLength={80}
      autoComplete="off"
      spellCheck={false}
      role="combobox"
      aria-expanded={search.open}
      aria-controls="search-results"
      aria-activedescendant={search.open ? `search-${search.index}` : undefined}
      aria-label={t("scan.label")}
      placeholder={placeholder}
      onFocus={() => shell.clearNotice()}
      onChange={(event) => store.setState({ searchText: event.target.value })}
      onKeyDown={search.onKeyDown}
    />
  );
}

function usePlaceholder(): string {
  const { t } = useTranslation("till");
  const offer = useShellState((state) => (state.basket?.offer ?? null) !== null);
  const price = useTillState((state) => state.panel === "price");
  if (price) return t("scan.price");
  return offer ? t("scan.blank") : t("scan.placeholder");
}

/** What the last scan or action came to; read out as it changes. */
function ScanEcho() {
  const { t } = useTranslation(["till", "shell"]);
  const notice = useShellState((state) => state.notice);
  const refusedCard = useShellState((state) => (state.basket?.card?.refusal ? state.basket.card.masked : null));
  const waiting = useShellState((state) => state.scansWaiting);
  const aboutCard = notice?.refusal?.kind.startsWith("card-") === true && refusedCard !== null;
  const said = notice?.tone === "refused" ? firstSentence(notice.text)[0] : notice?.text;
  const words = aboutCard ? t("scan.notAccepted", { masked: refusedCard }) : said;
  return (
    <p
      className={classNames("scan-echo", notice !== null && `scan-echo-${notice.tone}`)}
      role="status"
      aria-live="polite"
      data-testid="scan-echo"
      title={notice?.text}
    >
      {notice !== null && (
        <>
          <Icon of={noticeIcons[notice.tone]} size={18} />
          <span key={notice.seq}>{words}</span>
        </>
      )}
      {waiting > 0 && <span className="text-3">{t("shell:scan.waiting", { count: waiting })}</span>}
    </p>
  );
}
