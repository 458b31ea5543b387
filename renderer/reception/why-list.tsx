import { useTranslation } from "react-i18next";
import type { DeskWhy } from "../../core/contract/index.ts";
import { CircleAlert, CircleCheck, CircleMinus, CircleSlash, Icon, type IconShape } from "../ui/index.ts";

const icons: Readonly<Record<DeskWhy["kind"], IconShape>> = {
  rule: CircleCheck,
  applied: CircleCheck,
  lost: CircleMinus,
  hint: CircleAlert,
  refused: CircleSlash,
};

/** Why it costs what it costs, in words: what holds, what lost and by how much, what does not hold. */
export function WhyList({ title, rows }: { readonly title: string; readonly rows: readonly DeskWhy[] }) {
  const { t } = useTranslation("reception");
  if (rows.length === 0) return null;
  return (
    <section className="desk-why" aria-label={title} data-testid="desk-why">
      <h2>{title}</h2>
      <ul>
        {rows.map(({ kind, line, rule, title: name, text, clause, code }) => (
          <li key={`${line ?? ""} ${rule} ${code} ${kind}`} data-kind={kind}>
            <Icon of={icons[kind]} size={20} />
            <span>
              {name !== "" && <b>{text === "" ? name : `${t("why.named", { name })} `}</b>}
              {text}
              <span className="text-3">{`, ${t("clause", { clause })}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
