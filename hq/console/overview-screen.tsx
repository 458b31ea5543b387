import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Empty, TwoColumns } from "../../renderer/ui/index.ts";
import type { Overview } from "../console-contract/index.ts";
import { useLoaded } from "./console-context.tsx";
import { HourChart } from "./hour-chart.tsx";
import { NotLoaded, Panel, ScreenHead } from "./screen-parts.tsx";
import { TerminalState } from "./terminal-state.tsx";
import { usePlace } from "./use-place.ts";
import { countText, timeText, useAgeText } from "./words.ts";

const everyMs = 10_000;

function midnight(): number {
  return new Date().setHours(0, 0, 0, 0);
}

/** How the system stands, and what a person should look at. */
export function OverviewScreen() {
  const { t } = useTranslation("console");
  // A page that stays open over midnight counts from the new day once it is loaded again.
  const [dayStart] = useState(midnight);
  const { value, refused, reload } = useLoaded("overview", { dayStart }, everyMs);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead
            title={t("place.overview")}
            about={value === undefined ? t("loading") : t("overview.at", { time: timeText(value.now) })}
          />
          {value !== undefined && <Figures overview={value} />}
        </>
      }
      decision={value !== undefined && <Attention overview={value} />}
    />
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { t, i18n } = useTranslation("console");
  const ageText = useAgeText();
  const { terminals, factsToday, disputesOpen, disputeSince, byHour, now } = overview;
  const wanted = terminals.live + terminals.late + terminals.silent;
  const number = (value: number): string => countText(value, i18n.language);
  return (
    <div className="console-scroll">
      <dl className="console-figures">
        <Figure
          name={t("overview.live")}
          value={t("overview.of", { live: number(terminals.live), all: number(wanted) })}
          about={t("overview.lateSilent", { late: number(terminals.late), silent: number(terminals.silent) })}
          testId="figure-live"
        />
        <Figure
          name={t("overview.facts")}
          value={number(factsToday)}
          about={t("overview.factsAbout")}
          testId="figure-facts"
        />
        <Figure
          name={t("overview.disputes")}
          value={number(disputesOpen)}
          about={
            disputeSince === null ? t("overview.noDisputes") : t("overview.oldest", { age: ageText(disputeSince, now) })
          }
          testId="figure-disputes"
        />
      </dl>
      <HourChart byHour={byHour} now={now} />
    </div>
  );
}

type FigureProps = { readonly name: string; readonly value: string; readonly about: string; readonly testId: string };

function Figure({ name, value, about, testId }: FigureProps) {
  return (
    <div className="console-figure">
      <dt className="text-label">{name}</dt>
      <dd className="console-figure-value" data-testid={testId}>
        {value}
      </dd>
      <dd className="text-small text-2">{about}</dd>
    </div>
  );
}

function Attention({ overview: { attention, now } }: { readonly overview: Overview }) {
  const { t } = useTranslation("console");
  const ageText = useAgeText();
  const { go } = usePlace();
  if (attention.length === 0) return <Empty title={t("overview.allWell")} />;
  return (
    <Panel title={t("overview.attention")} about={t("overview.attentionAbout")}>
      <ul className="console-list">
        {attention.map((row) => (
          <li key={row.terminal}>
            <div>
              <b>{row.name}</b>
              <TerminalState state={row.state} />
              <span className="text-small text-2">{t("overview.heard", { age: ageText(row.lastContact, now) })}</span>
            </div>
            <Button onPress={() => go("terminals", row.terminal)} label={t("overview.open", { name: row.name })}>
              {t("overview.look")}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
