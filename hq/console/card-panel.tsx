import { useTranslation } from "react-i18next";
import type { CardEvent, CardRow } from "../console-contract/index.ts";
import { useDoing, useLoaded, useMay } from "./console-context.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { NotLoaded, Panel } from "./screen-parts.tsx";
import { timeText, useTillWords } from "./words.ts";

type Props = { readonly number: string; readonly onChanged: () => void };

/** One card: what it is, what happened to it, and head office's own decision. */
export function CardPanel({ number, onChanged }: Props) {
  const { t } = useTranslation("console");
  const words = useTillWords();
  const { value, refused, reload } = useLoaded("cardOf", { number });
  const may = useMay("card.decide");
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return null;
  const { card, history } = value;
  const about = card === null ? t("cards.unknownAbout") : `${words.status(card.status)} · ${timeText(card.since)}`;
  return (
    <Panel
      title={number}
      about={about}
      testId="card-panel"
      actions={
        may &&
        card?.status !== "withdrawn" && (
          <Decision
            key={card?.epoch ?? 0}
            number={number}
            card={card}
            onChanged={() => {
              reload();
              onChanged();
            }}
          />
        )
      }
    >
      {(card?.reason ?? "") !== "" && <p>{card?.reason}</p>}
      <h3>{t("cards.history")}</h3>
      {history.length === 0 && <p className="text-2">{t("cards.noHistory")}</p>}
      <ol className="console-history" data-testid="history">
        {history.map((event) => (
          <Event key={`${event.at} ${event.place} ${event.status} ${event.was} ${event.reason}`} event={event} />
        ))}
      </ol>
    </Panel>
  );
}

function Event({ event }: { readonly event: CardEvent }) {
  const { t } = useTranslation("console");
  const words = useTillWords();
  const place = event.place ?? (event.by === null ? t("title") : t("cards.byOffice", { name: event.by }));
  return (
    <li>
      <span>
        <b>{words.status(event.status)}</b>
        {event.disputed !== null && <span className="text-warn"> {words.dispute(event.disputed)}</span>}
      </span>
      <span className="text-small text-2">{`${timeText(event.at)} · ${place}`}</span>
      {event.reason !== null && event.reason !== "" && <span className="text-small">{event.reason}</span>}
    </li>
  );
}

type DecisionProps = Props & { readonly card: CardRow | null };

function Decision({ number, card, onChanged }: DecisionProps) {
  const { t } = useTranslation("console");
  const blocking = useDoing("blockCard", onChanged);
  const unblocking = useDoing("unblockCard", onChanged);
  const isBlocked = card?.status === "blocked";
  const { busy, refused, run } = isBlocked ? unblocking : blocking;
  return (
    <ReasonForm
      label={isBlocked ? t("cards.whyUnblock") : t("cards.whyBlock")}
      action={isBlocked ? t("cards.unblock") : t("cards.block", { last: number.slice(-4) })}
      danger={!isBlocked}
      busy={busy}
      refused={refused}
      onRun={(reason) => void run({ number, reason, epoch: card?.epoch ?? 0 })}
      testId="card-decide"
    />
  );
}
