import { useTranslation } from "react-i18next";
import type { SyncView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatDateTime } from "../../core/text/index.ts";
import { useShellState } from "../shell/index.ts";
import { CircleAlert, Icon, KeyValue } from "../ui/index.ts";

/** What head office hands out to this till: what it rules, what waits for its day, and what was not believed. */
export function FromOffice({ sent }: { readonly sent: NonNullable<SyncView["sent"]> }) {
  const { t } = useTranslation("office");
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  const { ruled, coming, refused } = sent;
  return (
    <section className="office-block" data-testid="from-office">
      {refused !== null && (
        <>
          <h3>{t("link.notTaken")}</h3>
          <ul>
            <li className="office-limit" data-testid="from-office-refused">
              <Icon of={CircleAlert} size={20} />
              <span>
                {refused.text}
                {refused.detail !== "" && <span className="text-small text-2">{refused.detail}</span>}
                <span className="text-small text-2">{formatDateTime(localDateTime(refused.at, timeZone))}</span>
              </span>
            </li>
          </ul>
        </>
      )}
      <KeyValue label={t("link.ruled")} testId="from-office-ruled">
        {ruled.length === 0 ? t("link.ruledNothing") : ruled.join(", ")}
      </KeyValue>
      {coming.length > 0 && <KeyValue label={t("link.coming")}>{coming.join("; ")}</KeyValue>}
    </section>
  );
}
