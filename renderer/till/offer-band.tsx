import { useTranslation } from "react-i18next";
import type { BasketView } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { Band, Button } from "../ui/index.ts";

/** Something earned: what to do, step by step; turning it down is as easy as taking it. */
export function OfferBand({ offer }: { readonly offer: NonNullable<BasketView["offer"]> }) {
  const { t } = useTranslation("till");
  const shell = useShell();
  return (
    <div data-testid="offer">
      <Band tone="offer" title={offer.title}>
        <p className="text-2">{t("line.clause", { text: offer.text, clause: offer.clause })}</p>
        {offer.reached !== "" && <p className="text-2">{offer.reached}</p>}
      </Band>
      <div className="decision-block ruled">
        <ol className="steps">
          {offer.steps.map(({ title, text }) => (
            <li key={title} className="step">
              <b>{title}</b>
              <span>{text}</span>
            </li>
          ))}
        </ol>
        <Button
          kind="quiet"
          wide
          keys="Escape"
          testId="decline-offer"
          onPress={() => void shell.run("declineOffer", { rule: offer.rule })}
        >
          {t("offer.declined")}
        </Button>
      </div>
    </div>
  );
}
