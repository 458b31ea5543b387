import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Empty, Field, Search } from "../../renderer/ui/index.ts";
import { consoleRoles, type AuditRow } from "../console-contract/index.ts";
import { useLoaded } from "./console-context.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";
import { timeText } from "./words.ts";

const actions = [
  "operator-saved",
  "catalogue-published",
  "pack-uploaded",
  "pack-signed-off",
  "pack-published",
  "pack-withdrawn",
  "card-blocked",
  "card-unblocked",
  "dispute-settled",
  "person-invited",
  "invitation-accepted",
  "person-switched-off",
  "signed-in",
  "stock-arrive",
  "stock-hand-out",
  "stock-move",
  "stock-order",
  "stock-organisation",
  "stock-person",
  "stock-place",
  "stock-receive",
  "stock-report",
  "stock-request",
  "stock-revenue",
  "stock-send",
  "stock-settled",
  "stock-till",
  "stock-write-off",
  "sign-in-refused",
  "terminal-offered",
  "terminal-revoked",
  "terminal-released",
] as const;

type Before = { readonly at: number; readonly id: string } | null;

/** Who changed what, when and why: nothing of it can be changed. */
export function AuditScreen() {
  const { t } = useTranslation("console");
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  // Ends of the pages before this one, so that one can go back.
  const [pages, setPages] = useState<readonly Before[]>([]);
  const before = pages.at(-1) ?? null;
  const { value, refused, reload } = useLoaded("searchAudit", { text, before });
  const last = value?.rows.at(-1);
  return (
    <section className="columns-work console-alone">
      <ScreenHead title={t("place.audit")} about={t("audit.about")} />
      <div className="console-search">
        <Field
          label={t("audit.search")}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setPages([]);
          }}
          icon={Search}
          maxLength={100}
          autoFocus
          testId="audit-search"
        />
      </div>
      <div className="console-scroll">
        {refused !== null && <NotLoaded refused={refused} onAgain={reload} />}
        {value?.rows.length === 0 && <Empty title={t("audit.none")} />}
        {value !== undefined && value.rows.length > 0 && <Rows rows={value.rows} />}
      </div>
      {(pages.length > 0 || value?.more === true) && (
        <div className="console-pages">
          {pages.length > 0 && <Button onPress={() => setPages(pages.slice(0, -1))}>{t("audit.newer")}</Button>}
          {value?.more === true && last !== undefined && (
            <Button onPress={() => setPages([...pages, { at: last.at, id: last.id }])}>{t("audit.older")}</Button>
          )}
        </div>
      )}
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly AuditRow[] }) {
  const { t } = useTranslation("console");
  const action = (name: string): string => {
    const known = actions.find((one) => one === name);
    return known === undefined ? name : t(`action.${known}`);
  };
  // An invitation has its role there.
  const details = (text: string): string => {
    const role = consoleRoles.find((one) => one === text);
    return role === undefined ? text : t(`role.${role}`);
  };
  return (
    <table className="table" data-testid="audit">
      <thead>
        <tr>
          <th>{t("audit.when")}</th>
          <th>{t("audit.who")}</th>
          <th>{t("audit.what")}</th>
          <th>{t("audit.subject")}</th>
          <th>{t("audit.details")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="console-when">{timeText(row.at)}</td>
            <td>{row.who === "start" ? t("audit.start") : row.who}</td>
            <td>{action(row.action)}</td>
            <td>{row.subject}</td>
            <td>{details(row.details)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
