import { useTranslation } from "react-i18next";
import { Button, Printer } from "../../../renderer/ui/index.ts";
import type { PrintedPaper } from "../../console-contract/index.ts";
import { useLoaded } from "../console-context.tsx";
import { NotLoaded } from "../screen-parts.tsx";
import { useKey } from "../use-key.ts";
import { usePlace } from "../use-place.ts";
import "./paper.css";

/** A paper as it is printed on A4; on paper there is nothing but it. */
export function PaperPage({ programme, id }: { readonly programme: string; readonly id: string }) {
  const { t } = useTranslation("console");
  const { go } = usePlace();
  const { value, refused, reload } = useLoaded("stockPaper", { programme, id });
  const back = (): void => go("stock", "papers", id);
  useKey("Escape", back);
  useKey("F9", () => print());
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return null;
  return (
    <div className="paper-page">
      <div className="paper-bar">
        <Button onPress={back} keys="Esc">
          {t("back")}
        </Button>
        <Button kind="main" icon={Printer} keys="F9" onPress={() => print()} testId="print">
          {t("stock.print")}
        </Button>
      </div>
      <div className="paper-scroll">
        <Sheet paper={value.printed} />
      </div>
    </div>
  );
}

/** Paragraphs of a paper may be equal: they are told apart by where they stand. */
const placed = (texts: readonly string[]) => texts.map((text, at) => ({ text, key: `${at} ${text}` }));

function Sheet({ paper }: { readonly paper: PrintedPaper }) {
  const { corner, title, paragraphs, table, after, notes, agreed, signatures } = paper;
  return (
    <article className="sheet" lang="ru" data-testid="sheet">
      {corner.length > 0 && (
        <div className="sheet-corner">
          {placed(corner).map(({ text, key }) => (
            <p key={key}>{text}</p>
          ))}
        </div>
      )}
      <h1 className="sheet-title">
        {placed(title).map(({ text, key }) => (
          <span key={key}>{text}</span>
        ))}
      </h1>
      {placed(paragraphs).map(({ text, key }) => (
        <p key={key}>{text}</p>
      ))}
      {table !== null && <SheetTable table={table} />}
      {placed(after).map(({ text, key }) => (
        <p key={key}>{text}</p>
      ))}
      {agreed !== "" && <p className="sheet-agreed">{agreed}</p>}
      <ul className="sheet-signatures">
        {signatures.map(({ who, name }) => (
          <li key={who}>
            <span>{who}</span>
            <span className="sheet-line" />
            <span>{name === "" ? "____________________" : name}</span>
          </li>
        ))}
      </ul>
      {placed(notes).map(({ text, key }) => (
        <p key={key} className="sheet-note">
          {text}
        </p>
      ))}
    </article>
  );
}

function SheetTable({ table: { columns, rows, total } }: { readonly table: NonNullable<PrintedPaper["table"]> }) {
  const side = (at: number): string | undefined => (columns[at]?.number === true ? "sheet-number" : undefined);
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          {columns.map(({ heading }) => (
            <th key={heading}>{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join("|")}>
            {placed(row).map(({ text, key }, at) => (
              <td key={key} className={side(at)}>
                {text}
              </td>
            ))}
          </tr>
        ))}
        {total !== null && (
          <tr className="sheet-total">
            {placed(total).map(({ text, key }, at) => (
              <td key={key} className={side(at)}>
                {text}
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
