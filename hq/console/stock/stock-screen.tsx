import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty, Segmented, Select } from "../../../renderer/ui/index.ts";
import type { StockView } from "../../console-contract/index.ts";
import { useLoaded } from "../console-context.tsx";
import { NotLoaded } from "../screen-parts.tsx";
import { usePlace } from "../use-place.ts";
import { DifferencesTab } from "./differences-tab.tsx";
import { DueTab } from "./due-tab.tsx";
import { DutiesTab } from "./duties-tab.tsx";
import { HoldingsTab } from "./holdings-tab.tsx";
import { MovesTab } from "./moves-tab.tsx";
import { PapersTab } from "./papers-tab.tsx";
import { RegistersTab } from "./registers-tab.tsx";
import { StockProvider } from "./stock-context.ts";
import "./stock.css";
import { useWords } from "./stock-words.ts";

const tabs = [
  { id: "holdings", Tab: HoldingsTab },
  { id: "moves", Tab: MovesTab },
  { id: "papers", Tab: PapersTab },
  { id: "due", Tab: DueTab },
  { id: "duties", Tab: DutiesTab },
  { id: "differences", Tab: DifferencesTab },
  { id: "registers", Tab: RegistersTab },
] as const;
type TabId = (typeof tabs)[number]["id"];

/** The card blanks of a programme: who has which, their papers, what is due, and what has to be done by when. */
export function StockScreen() {
  const { t } = useTranslation("console");
  const { part } = usePlace();
  const [programme, setProgramme] = useState("");
  const [round, setRound] = useState(0);
  const { value, refused, reload } = useLoaded("readStock", { programme });
  const changed = useCallback(() => {
    reload();
    setRound((count) => count + 1);
  }, [reload]);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return null;
  const { stock } = value;
  if (stock === null) return <Empty title={t("stock.noProgramme")} />;
  const current = tabs.find(({ id }) => id === part) ?? tabs[0];
  return (
    <StockProvider value={{ stock, changed, round }}>
      <div className="stock">
        <StockHead stock={stock} current={current.id} onProgramme={setProgramme} />
        <div className="stock-work">
          <current.Tab />
        </div>
      </div>
    </StockProvider>
  );
}

type HeadProps = {
  readonly stock: StockView;
  readonly current: TabId;
  readonly onProgramme: (programme: string) => void;
};

/** The programme, and its parts with how much waits in each. */
function StockHead({ stock, current, onProgramme }: HeadProps) {
  const { t } = useTranslation("console");
  const words = useWords();
  const { go } = usePlace();
  const mark = (count: number): string => (count === 0 ? "" : ` ${count}`);
  const marks: Partial<Record<TabId, string>> = {
    duties: mark(stock.overdue + stock.soon),
    differences: mark(stock.differences),
  };
  return (
    <header className="stock-head">
      <div className="stock-name">
        <h1>{t("place.stock")}</h1>
        {stock.programmes.length > 1 && (
          <Select
            label={t("stock.programme")}
            value={stock.programme}
            options={stock.programmes.map(({ id, title }) => ({ value: id, text: words(title) }))}
            onChange={onProgramme}
          />
        )}
      </div>
      <Segmented
        label={t("stock.parts")}
        value={current}
        onChange={(id) => go("stock", id)}
        segments={tabs.map(({ id }) => ({
          value: id,
          label: `${t(`stock.part.${id}`)}${marks[id] ?? ""}`,
          testId: `stock-${id}`,
        }))}
      />
    </header>
  );
}
