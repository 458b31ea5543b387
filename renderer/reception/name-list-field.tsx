import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskFieldView } from "../../core/contract/index.ts";
import { Button, Field, Icon, Plus, CircleX } from "../ui/index.ts";

export type NameListFieldProps = {
  readonly field: DeskFieldView;
  readonly names: readonly string[];
  readonly onChange: (names: string[]) => void;
};

/** Several names, each typed and added by Enter. */
export function NameListField({ field, names, onChange }: NameListFieldProps) {
  const { t } = useTranslation("reception");
  const [text, setText] = useState("");
  const add = (): void => {
    const name = text.trim();
    if (name !== "" && !names.includes(name)) onChange([...names, name]);
    setText("");
  };
  return (
    <div className="desk-names" role="group" aria-label={field.label} data-names>
      <div onBlur={add}>
        <Field
          label={field.label}
          value={text}
          maxLength={200}
          placeholder={field.hint ?? undefined}
          testId={`fact-${field.fact}`}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || text.trim() === "") return;
            event.preventDefault();
            event.stopPropagation();
            add();
          }}
          aside={
            <span className="desk-steps">
              <button type="button" tabIndex={-1} aria-label={t("form.addName")} onClick={add}>
                <Icon of={Plus} />
              </button>
            </span>
          }
        />
      </div>
      {names.map((name) => (
        <Button
          key={name}
          kind="quiet"
          icon={CircleX}
          label={t("form.removeName", { name })}
          onPress={() => onChange(names.filter((one) => one !== name))}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
