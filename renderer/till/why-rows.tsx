import { useTranslation } from "react-i18next";
import type { Explanation } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import {
  CircleCheck,
  CircleMinus,
  CircleSlash,
  classNames,
  Icon,
  Minus,
  Plus,
  ScrollText,
  Tag,
  useUi,
  type IconShape,
} from "../ui/index.ts";

type Row = Explanation["rows"][number];
type Question = Explanation["questions"][number];
type Reading = NonNullable<Explanation["readings"]>[number];

const rowIcons: Readonly<Record<Row["kind"], IconShape | null>> = {
  shelf: Tag,
  applied: CircleCheck,
  refused: CircleSlash,
  displaced: CircleMinus,
  excluded: CircleSlash,
  "not-matching": Minus,
  result: null,
};

export function WhyRows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <ul className="why">
      {rows.map((row) => (
        <Told
          key={`${row.kind} ${row.rule ?? ""} ${row.title} ${row.detail}`}
          {...row}
          className={`why-${row.kind}`}
          icon={rowIcons[row.kind]}
        />
      ))}
    </ul>
  );
}

const questionIcons: Readonly<Record<Question["kind"], IconShape>> = { "saves-more": Plus, "why-not": CircleMinus };

/** What would save more, and why not a rule that lost. */
export function WhyQuestions({ questions }: { readonly questions: readonly Question[] }) {
  if (questions.length === 0) return null;
  return (
    <ul className="why">
      {questions.map(({ kind, title, text, clause }) => (
        <Told
          key={`${kind} ${title}`}
          className={`why-${kind}`}
          icon={questionIcons[kind]}
          title={title}
          detail={text}
          clause={clause}
          amountMinor={null}
        />
      ))}
    </ul>
  );
}

/** What the receipt would come to if the document were read otherwise. */
export function WhyReadings({ readings }: { readonly readings: readonly Reading[] }) {
  const { t } = useTranslation("till");
  if (readings.length === 0) return <p className="text-2">{t("why.readingsSame")}</p>;
  return (
    <ul className="why" data-testid="why-readings">
      {readings.map(({ title, text, clause, payableMinor }) => (
        <Told
          key={`${title} ${text}`}
          className="why-reading"
          icon={ScrollText}
          title={title}
          detail={text}
          clause={clause}
          amountMinor={payableMinor}
        />
      ))}
    </ul>
  );
}

type ToldProps = {
  readonly className: string;
  readonly icon: IconShape | null;
  readonly title: string;
  readonly detail: string;
  readonly clause: string | null;
  readonly amountMinor: number | null;
};

function Told({ className, icon, title, detail, clause, amountMinor }: ToldProps) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const ground = clause === null || clause === "" ? "" : t("why.clause", { clause });
  // A sentence follows its clause after a dot, a condition after a colon.
  const joint = /^\p{Lu}/u.test(detail) ? ". " : ": ";
  const small = [ground, detail].filter((part) => part !== "").join(joint);
  return (
    <li className={classNames("why-row", className)}>
      <span className="why-icon">{icon !== null && <Icon of={icon} />}</span>
      <span>
        {title}
        {small !== "" && <small>{small}</small>}
      </span>
      {amountMinor !== null && <b className="number">{formatMoney(amountMinor, locale)}</b>}
    </li>
  );
}
