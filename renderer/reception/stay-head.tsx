import { useTranslation } from "react-i18next";
import { answerOf, openFields } from "./desk-draft.ts";
import { dayAfter, rangeText, weekdaysText } from "./night-words.ts";
import { lineName, type Desk } from "./use-desk.ts";

/** Who stays, where and when: the form in three lines. */
export function StayHead({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const { form, draft } = desk;
  const [guest, ...others] = openFields(form, draft).filter(({ fact }) => desk.quote?.asked.includes(fact) ?? true);
  const name = guest === undefined ? null : answerOf(guest, draft.facts);
  const rooms = draft.lines.map((line) => {
    const room = lineName(desk, line);
    return line.qty > 1 ? t("stay.rooms", { name: room, count: line.qty }) : room;
  });
  const words = others.flatMap((field) => {
    const value = answerOf(field, draft.facts);
    const option = field.options.find((one) => one.value === value);
    return field.kind === "choice" && option !== undefined ? [option.text] : [];
  });
  return (
    <header className="desk-head">
      <div>
        <h1>{typeof name === "string" && name !== "" ? name : (guest?.label ?? form.title)}</h1>
        <p className="text-2">{[...rooms, ...words].join(" · ")}</p>
      </div>
      <StayDates desk={desk} />
    </header>
  );
}

function StayDates({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const { nights } = desk.form;
  const fields = openFields(desk.form, desk.draft);
  const answer = (fact: string | undefined) => {
    const field = fields.find((one) => one.fact === fact);
    return field === undefined ? null : answerOf(field, desk.draft.facts);
  };
  const [from, count] = [answer(nights?.from), answer(nights?.count)];
  if (typeof from !== "string" || from === "" || typeof count !== "number" || count < 1) return null;
  const to = dayAfter(from, count);
  return (
    <div className="desk-dates">
      <b>{rangeText(t, from, to)}</b>
      <span className="text-2">{`${t("stay.nights", { count })}, ${weekdaysText(t, from, to)}`}</span>
    </div>
  );
}
