import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DeskFormView } from "../../core/contract/index.ts";
import { Button, Check, Plus } from "../ui/index.ts";
import { answerOf } from "./desk-draft.ts";
import { DeskField, sideBySide } from "./desk-field.tsx";
import type { Desk } from "./use-desk.ts";

export type DeskSectionsProps = {
  readonly desk: Desk;
  /** Where Enter leads from the last field. */
  readonly onEnd: () => void;
};

/** The questions of a form. Those about special cases are opened when they are needed. */
export function DeskSections({ desk, onEnd }: DeskSectionsProps) {
  const { t } = useTranslation("reception");
  const { form } = desk;
  const { sections } = form;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    const press = (event: KeyboardEvent): void => goOn(event, onEnd);
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, [onEnd]);
  // Without titles between them they are one list, so that a short question finds a neighbour in the next section.
  const always = sections.filter((section) => !section.optional).flatMap(({ fields }) => fields);
  const optional = sections.filter((section) => section.optional);
  const { opened } = desk.draft;
  const toggle = (id: string): void => {
    desk.set({ opened: opened.includes(id) ? opened.filter((one) => one !== id) : [...opened, id] });
  };
  return (
    <div className="desk-sections" role="group" aria-label={form.title} ref={box}>
      <SectionFields desk={desk} fields={always} first />
      {optional.length > 0 && (
        <div className="desk-options" role="group" aria-label={t("form.sections")}>
          {optional.map(({ id, title }, at) => (
            <Button
              key={id}
              icon={opened.includes(id) ? Check : Plus}
              selected={opened.includes(id)}
              testId={`section-toggle-${at}`}
              onPress={() => toggle(id)}
            >
              {title}
            </Button>
          ))}
        </div>
      )}
      {optional
        .filter(({ id }) => opened.includes(id))
        .map((section) => (
          <fieldset key={section.id} className="desk-group">
            <legend>{section.title}</legend>
            <SectionFields desk={desk} fields={section.fields} first={false} />
          </fieldset>
        ))}
    </div>
  );
}

/** Enter in a field goes on to the next one, as in every paper that is filled in from top to bottom. */
function goOn(event: KeyboardEvent, onEnd: () => void): void {
  const { target: from, currentTarget: box } = event;
  if (event.key !== "Enter" || !(box instanceof HTMLElement)) return;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
  // A name that is typed is added to its list first.
  if (from.closest("[data-names]") !== null && from.value.trim() !== "") return;
  event.preventDefault();
  const fields = [...box.querySelectorAll<HTMLElement>("input, select")];
  const next = fields[fields.indexOf(from) + 1];
  if (next === undefined) return onEnd();
  next.focus();
  // What stands there to begin with gives way to what is typed, as it does when Tab leads here.
  if (next instanceof HTMLInputElement) next.select();
}

type Fields = DeskFormView["sections"][number]["fields"];
type SectionFieldsProps = { readonly desk: Desk; readonly fields: Fields; readonly first: boolean };

function SectionFields({ desk, fields, first }: SectionFieldsProps) {
  const { quote, draft, form } = desk;
  const asked = fields.filter(({ fact }) => quote === null || quote.asked.includes(fact));
  const halves = halfRows(asked);
  return (
    <div className="desk-fields">
      {asked.map((field, at) => (
        <div key={field.fact} data-half={halves.has(field)}>
          <DeskField
            field={field}
            value={answerOf(field, draft.facts)}
            autoFocus={first && at === 0 && (form.screen === "stay" || answerOf(field, draft.facts) === null)}
            onAnswer={(value) => desk.answer(field.fact, value)}
          />
        </div>
      ))}
    </div>
  );
}

/** Answers so short that two stand in one row; one that has no neighbour of its kind keeps a row to itself. */
function halfRows(fields: Fields): ReadonlySet<Fields[number]> {
  const halves = new Set<Fields[number]>();
  fields.forEach((field, at) => {
    const before = fields[at - 1];
    if (before === undefined || halves.has(before) || !isShort(before) || !isShort(field)) return;
    halves.add(before).add(field);
  });
  return halves;
}

const isShort = ({ kind, options }: Fields[number]): boolean =>
  kind === "number" || kind === "date" || (kind === "choice" && options.length > sideBySide);
