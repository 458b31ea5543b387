import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask } from "../task/index.ts";
import { Segmented, Select, useUi } from "../ui/index.ts";
import { ChoiceList } from "./choice-list.tsx";
import { DeskBonuses, DeskEvidence } from "./desk-evidence.tsx";
import { DeskSections } from "./desk-sections.tsx";
import { DeskTotal } from "./desk-total.tsx";
import { NumberField } from "./number-field.tsx";
import type { Desk } from "./use-desk.ts";

/** What the guest decides, or the form while it is filled in; the sum and the way on at the foot. */
export function StayDecision({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const { quote, draft } = desk;
  const booking = useBooking(desk);
  const panel = useRef<HTMLDivElement>(null);
  const end = (): void => {
    if (draft.lines.length > 0) return desk.set({ editing: false });
    panel.current?.querySelector<HTMLElement>(".desk-rooms select")?.focus();
  };
  return (
    <div className="desk-decision" data-testid="stay-decision">
      <div className="desk-panel" ref={panel}>
        {draft.editing ? (
          <>
            <FormChoice desk={desk} />
            <Rooms desk={desk} />
            <DeskSections desk={desk} onEnd={end} />
          </>
        ) : (
          <>
            <ChoiceList
              title={t("stay.choose")}
              choices={quote?.choices ?? []}
              onChoose={(choice) => desk.set({ choice })}
            />
            <DeskEvidence desk={desk} />
            <DeskBonuses quote={quote} />
          </>
        )}
      </div>
      <ProblemNote problem={booking.problem ?? desk.problem} />
      <DeskTotal
        payableMinor={quote?.totals.payableMinor ?? 0}
        discountMinor={quote?.totals.discountMinor ?? 0}
        action={t("stay.book")}
        disabledReason={booking.reason}
        busyText={booking.busy ? t("saving") : null}
        onAction={booking.book}
      />
    </div>
  );
}

/** Records the stay as it is quoted; a second press meets the same request. */
function useBooking(desk: Desk) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const task = useTask();
  const { quote, input, draft } = desk;
  const reason = quote?.blocked ?? (quote === null ? t("stay.empty") : null);
  const book = (): void => {
    if (quote === null || reason !== null) return;
    const { requestId } = draft;
    const { payableMinor } = quote.totals;
    const send = () => shell.engine.call("bookStay", { requestId, quote: input, payableMinor });
    void task.run(send).then((booking) => {
      if (booking === undefined) return desk.refresh();
      desk.finish({ booking });
      shell.tell("done", t("stay.booked", { number: booking.number }));
    });
  };
  useActions([{ id: "book", label: t("stay.book"), keys: "F9", disabledReason: reason, run: book }]);
  return { reason, book, busy: task.busy, problem: task.problem };
}

/** Which form is filled in, where there are several. */
function FormChoice({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const { forms, form } = desk;
  if (forms.length < 2) return null;
  return (
    <Segmented
      label={t("stay.forms")}
      segments={forms.map(({ id, title }) => ({ value: id, label: title, testId: `form-${id}` }))}
      value={form.id}
      onChange={(id) => desk.set({ form: id, lines: [], choice: null })}
    />
  );
}

/** Rooms of the price list: one kind, and how many of it. */
function Rooms({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const { form, draft } = desk;
  const { locale } = useUi();
  const { value } = useLoaded(() => shell.engine.call("listDeskItems", { form: form.id }), `${form.id} ${locale}`);
  const [line] = draft.lines;
  const choose = (sku: string): void => {
    const item = value?.find((one) => one.sku === sku);
    if (item === undefined) desk.set({ lines: [] });
    else desk.set({ lines: [{ id: "room", item, qty: line?.qty ?? 1, facts: {} }] });
  };
  const options = (value ?? []).map(({ sku, name }) => ({ value: sku, text: name }));
  return (
    <div className="desk-rooms">
      <Select
        label={t("stay.room")}
        value={line?.item.sku ?? ""}
        options={options}
        empty={options.length === 0 ? t("stay.noRooms") : t("stay.pickRoom")}
        testId="room"
        onChange={choose}
      />
      {line !== undefined && (
        <NumberField
          label={t("stay.roomCount")}
          value={line.qty}
          least={1}
          most={99}
          testId="room-count"
          onChange={(qty) => desk.changeLine(line.id, { qty: Math.max(1, qty ?? 1) })}
        />
      )}
    </div>
  );
}
