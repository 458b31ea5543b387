import { useTranslation } from "react-i18next";
import type { BasketView } from "../../core/contract/index.ts";
import { formatMoney, formatPercent } from "../../core/text/index.ts";
import { useShellState } from "../shell/index.ts";
import { CircleCheck, Icon, Meter, useUi } from "../ui/index.ts";

/** The shown card with its rate and what is missing to the next step; or that none is shown yet. */
export function CardBlock() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const card = useShellState((state) => state.basket?.card ?? null);
  const hint = useShellState((state) => state.basket?.hint ?? null);
  return (
    <section className="decision-block ruled" data-testid="card-banner" data-state={card?.state ?? "none"}>
      <div className="till-card-head">
        {card === null ? (
          <div>
            <h2 className="card-title card-title-none">{t("card.none")}</h2>
            <p className="card-status">{t("card.noneText")}</p>
          </div>
        ) : (
          <>
            <div>
              <h2 className="card-title">{t("card.title", { masked: card.masked })}</h2>
              <p className="card-status">
                <Icon of={CircleCheck} size={16} />
                {card.status}
              </p>
            </div>
            {card.rateBp > 0 && <span className="card-rate">{formatPercent(card.rateBp, locale)}</span>}
          </>
        )}
      </div>
      {hint !== null && <Hint hint={hint} />}
    </section>
  );
}

function Hint({ hint }: { readonly hint: NonNullable<BasketView["hint"]> }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const actual = formatMoney(hint.actualMinor, locale);
  const required = formatMoney(hint.requiredMinor, locale);
  return (
    <div className="hint" data-testid="hint">
      <p className="hint-title">
        <span>{hint.title}</span>
        <span className="number">{formatMoney(hint.missingMinor, locale)}</span>
      </p>
      <Meter label={t("hint.meter", { actual, required })} value={hint.actualMinor} of={hint.requiredMinor} />
      <p className="hint-text">{hint.text}</p>
    </div>
  );
}
