import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatCount, formatDateTime, formatMoney } from "../../core/text/index.ts";
import { Paper, PaperRow, PaperRule, useShellState } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";

type Part = { readonly shift: ShiftView };

/** X report of an open shift, Z report of a closed one, as it is printed. */
export function ShiftPaper({ shift }: Part) {
  const { t } = useTranslation("office");
  const settings = useShellState((state) => state.session?.settings);
  const title = shift.state === "open" ? t("shift.paper.x") : t("shift.paper.z", { number: shift.number });
  return (
    <Paper label={title} testId="shift-paper">
      <header className="paper-head">
        <p>{settings?.siteName}</p>
        <p>{settings?.terminalName}</p>
        <h2>{title}</h2>
        {shift.state === "open" && <p>{t("shift.paper.xNote")}</p>}
      </header>
      <Times shift={shift} />
      <PaperRule />
      <Sales shift={shift} />
      <PaperRule />
      <Drawer shift={shift} />
      <PaperRule />
      <Programme shift={shift} />
    </Paper>
  );
}

/** Formats of the paper in the operator's language. */
function usePaperText() {
  const { locale } = useUi();
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  return {
    money: (minor: number) => formatMoney(minor, locale),
    count: (count: number) => formatCount(count, locale),
    time: (at: number) => formatDateTime(localDateTime(at, timeZone)),
  };
}

function Times({ shift }: Part) {
  const { t } = useTranslation("office");
  const { time } = usePaperText();
  return (
    <section>
      <PaperRow label={t("shift.paper.shift", { number: shift.number })}>{null}</PaperRow>
      <PaperRow label={`${t("shift.paper.opened")} ${time(shift.openedAt)}`}>{shift.openedBy}</PaperRow>
      {shift.closedAt !== null && (
        <PaperRow label={`${t("shift.paper.closed")} ${time(shift.closedAt)}`}>{shift.closedBy}</PaperRow>
      )}
    </section>
  );
}

function Sales({ shift }: Part) {
  const { t } = useTranslation("office");
  const { money, count } = usePaperText();
  const { sales, returns, firstReceipt: first, lastReceipt: last } = shift;
  return (
    <section>
      <h3 className="paper-part">{t("shift.paper.sales")}</h3>
      <PaperRow label={t("shift.paper.receipts")}>{count(sales.count)}</PaperRow>
      <PaperRow label={t("shift.paper.withCard")}>{count(sales.withCard)}</PaperRow>
      <PaperRow label={t("shift.paper.numbers")}>
        {first === null || last === null ? t("shift.paper.none") : t("shift.paper.range", { first, last })}
      </PaperRow>
      <PaperRow label={t("shift.paper.gross")}>{money(sales.grossMinor)}</PaperRow>
      <PaperRow label={t("shift.paper.discount")}>{money(-Math.abs(sales.discountMinor))}</PaperRow>
      <PaperRow label={t("shift.paper.payable")}>{money(sales.payableMinor)}</PaperRow>
      <h3 className="paper-part">{t("shift.paper.returns")}</h3>
      <PaperRow label={t("shift.paper.receipts")}>{count(returns.count)}</PaperRow>
      <PaperRow label={t("shift.paper.returnsPaid")}>{money(-Math.abs(returns.payableMinor))}</PaperRow>
      <PaperRow label={t("shift.paper.voids")}>{count(shift.voids)}</PaperRow>
    </section>
  );
}

function Drawer({ shift }: Part) {
  const { t } = useTranslation("office");
  const { money } = usePaperText();
  return (
    <section>
      <h3 className="paper-part">{t("shift.paper.received")}</h3>
      <PaperRow label={t("shift.paper.cash")}>{money(shift.cashMinor)}</PaperRow>
      <PaperRow label={t("shift.paper.card")}>{money(shift.cardMinor)}</PaperRow>
      <h3 className="paper-part">{t("shift.paper.drawer")}</h3>
      <PaperRow label={t("shift.paper.float")}>{money(shift.floatMinor)}</PaperRow>
      <PaperRow label={t("shift.paper.in")}>{money(shift.cashInMinor)}</PaperRow>
      <PaperRow label={t("shift.paper.out")}>{money(-Math.abs(shift.cashOutMinor))}</PaperRow>
      <PaperRow label={t("shift.paper.expected")} strong>
        {money(shift.expectedCashMinor)}
      </PaperRow>
      {shift.countedCashMinor !== null && (
        <PaperRow label={t("shift.paper.counted")}>{money(shift.countedCashMinor)}</PaperRow>
      )}
      {shift.varianceMinor !== null && (
        <PaperRow label={t("shift.paper.variance")}>{money(shift.varianceMinor)}</PaperRow>
      )}
    </section>
  );
}

function Programme({ shift }: Part) {
  const { t } = useTranslation("office");
  const { money, count } = usePaperText();
  const { cards } = shift;
  return (
    <section>
      {shift.discounts.length > 0 && <h3 className="paper-part">{t("shift.paper.discounts")}</h3>}
      {shift.discounts.map((row) => (
        <PaperRow
          key={`${row.title}/${row.clause}`}
          label={`${row.title}, ${t("common.clause", { clause: row.clause })} · ${count(row.receipts)}`}
        >
          {money(-Math.abs(row.amountMinor))}
        </PaperRow>
      ))}
      <h3 className="paper-part">{t("shift.paper.cards")}</h3>
      <PaperRow label={t("shift.paper.sold")}>
        {count(cards.sold)} · {money(cards.soldMinor)}
      </PaperRow>
      <PaperRow label={t("shift.paper.given")}>{count(cards.given)}</PaperRow>
      <PaperRow label={t("shift.paper.activated")}>{count(cards.activated)}</PaperRow>
      <PaperRow label={t("shift.paper.blocked")}>{count(cards.blocked)}</PaperRow>
      <PaperRow label={t("shift.paper.overrides")}>{count(shift.overrides)}</PaperRow>
    </section>
  );
}
