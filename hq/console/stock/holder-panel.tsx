import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../renderer/ui/index.ts";
import { useLoaded, useMay } from "../console-context.tsx";
import { NotLoaded, Panel } from "../screen-parts.tsx";
import { usePlace } from "../use-place.ts";
import { countText } from "../words.ts";
import { ActForm } from "./act-form.tsx";
import { HandOutForm } from "./hand-out-form.tsx";
import { MoveForm } from "./move-form.tsx";
import { ReportForm } from "./report-form.tsx";
import { useStock } from "./stock-context.ts";
import { dayText } from "./stock-words.ts";
import { WaybillForm } from "./waybill-form.tsx";

const acts = {
  place: ["send", "entrust", "spoil", "miss"],
  person: ["handOut", "report", "send", "giveBack", "spoil", "miss"],
  spoiled: ["writeOff"],
  lost: ["writeOff"],
  handed: ["report"],
} as const;
type Act = (typeof acts)[keyof typeof acts][number];

type Props = { readonly holder: string; readonly name: string; readonly cards: number };

/** The cards of one holder, and what may be done with them. */
export function HolderPanel({ holder, name, cards }: Props) {
  const { t, i18n } = useTranslation("console");
  const { stock, changed, round } = useStock();
  const { go } = usePlace();
  const [act, setAct] = useState<Act | null>(null);
  const may = useMay("stock.keep");
  const [kind = "", id = ""] = holder.split(":");
  const possible: readonly Act[] = Object.entries(acts).find(([each]) => each === kind)?.[1] ?? [];
  const back = (): void => setAct(null);
  const done = (): void => {
    back();
    changed();
  };
  if (act !== null) return <ActOn act={act} holder={holder} onBack={back} onDone={done} />;
  return (
    <Panel
      title={name}
      about={t("stock.cardsCount", { cards: countText(cards, i18n.language) })}
      testId="holder-panel"
      actions={
        may && (
          <div className="console-actions">
            {possible.map((each) => (
              <Button key={each} onPress={() => setAct(each)} testId={`do-${each}`}>
                {t(`stock.do.${each}`)}
              </Button>
            ))}
            {kind === "way" && <Button onPress={() => go("stock", "papers", id)}>{t("stock.openWaybill")}</Button>}
          </div>
        )
      }
    >
      <Ranges key={`${round}`} programme={stock.programme} holder={holder} />
    </Panel>
  );
}

type ActProps = {
  readonly act: Act;
  readonly holder: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

function ActOn({ act, holder, ...form }: ActProps) {
  const id = holder.slice(holder.indexOf(":") + 1);
  switch (act) {
    case "send":
      return <WaybillForm from={holder} {...form} />;
    case "handOut":
      return <HandOutForm person={id} {...form} />;
    case "report":
      return <ReportForm person={id} {...form} />;
    case "writeOff":
      return <ActForm holder={holder} report={null} {...form} />;
    default:
      return <MoveForm kind={act} from={holder} {...form} />;
  }
}

function Ranges({ programme, holder }: { readonly programme: string; readonly holder: string }) {
  const { t, i18n } = useTranslation("console");
  const [after, setAfter] = useState<readonly string[]>([]);
  const { value, refused, reload } = useLoaded("stockCardsOf", { programme, holder, after: after.at(-1) ?? "" });
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return null;
  if (value.ranges.length === 0) return <p className="text-2">{t("stock.noCards")}</p>;
  const last = value.ranges.at(-1)?.last;
  return (
    <>
      <table className="table stock-ranges" data-testid="ranges">
        <thead>
          <tr>
            <th>{t("stock.numbers")}</th>
            <th className="number">{t("stock.cards")}</th>
            <th>{t("stock.since")}</th>
          </tr>
        </thead>
        <tbody>
          {value.ranges.map(({ first, last: end, cards, since }) => (
            <tr key={first}>
              <td>{first === end ? first : `${first}–${end}`}</td>
              <td className="number">{countText(cards, i18n.language)}</td>
              <td>{dayText(since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(after.length > 0 || value.more) && (
        <div className="stock-pages">
          {after.length > 0 && <Button onPress={() => setAfter(after.slice(0, -1))}>{t("stock.before")}</Button>}
          {value.more && last !== undefined && (
            <Button onPress={() => setAfter([...after, last])}>{t("stock.next")}</Button>
          )}
        </div>
      )}
    </>
  );
}
