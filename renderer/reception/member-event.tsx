import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventView } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { Button, Check, DateField, Field } from "../ui/index.ts";

export type MemberEventProps = {
  /** Events of earlier bookings, newest first. */
  readonly events: readonly EventView[];
  readonly event: EventView;
  readonly onEvent: (event: EventView) => void;
};

/** So many earlier events stand as buttons; the others are typed. */
const offered = 3;

/** Which event: one of those booked before, or another by name and day. */
export function MemberEvent({ events, event, onEvent }: MemberEventProps) {
  const { t } = useTranslation("reception");
  const [typing, setTyping] = useState(events.length === 0);
  if (typing) return <TypedEvent event={event} onEvent={onEvent} />;
  return (
    <div className="member-events" role="group" aria-label={t("member.event")}>
      <p className="text-label">{t("member.event")}</p>
      {events.slice(0, offered).map((each) => {
        const chosen = each.name === event.name && each.date === event.date;
        return (
          <Button
            key={`${each.name}/${each.date}`}
            wide
            selected={chosen}
            icon={chosen ? Check : undefined}
            aside={each.date === null ? t("member.noDate") : formatDate(each.date)}
            testId="event"
            onPress={() => onEvent(each)}
          >
            {each.name}
          </Button>
        );
      })}
      <Button
        wide
        kind="quiet"
        testId="event-other"
        onPress={() => {
          setTyping(true);
          onEvent({ name: "", date: null, ahead: false });
        }}
      >
        {t("member.otherEvent")}
      </Button>
    </div>
  );
}

function TypedEvent({ event, onEvent }: Omit<MemberEventProps, "events">) {
  const { t } = useTranslation("reception");
  return (
    <div className="member-event">
      <Field
        label={t("member.event")}
        value={event.name}
        maxLength={200}
        testId="event-name"
        onChange={(name) => onEvent({ ...event, name })}
      />
      <DateField
        label={t("member.eventDate")}
        placeholder={t("form.day")}
        value={event.date ?? ""}
        testId="event-date"
        onChange={(date) => onEvent({ ...event, date: date === "" ? null : date })}
      />
    </div>
  );
}
