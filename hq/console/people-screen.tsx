import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ChoiceTable, Field, Plus, Select, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import { consoleRoles, type ConsoleRole, type PersonRow } from "../console-contract/index.ts";
import { useDoing, useLoaded } from "./console-context.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { NotLoaded, Panel, ScreenHead } from "./screen-parts.tsx";
import { useKey } from "./use-key.ts";
import { timeText, useRefusalText } from "./words.ts";

/** Who may work here; a one-time link lets somebody in or sets a new password. */
export function PeopleScreen() {
  const { t } = useTranslation("console");
  const { value, refused, reload } = useLoaded("listPeople", {});
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = useColumns(value?.now ?? 0);
  const people = value?.people ?? [];
  const person = people.find(({ name }) => name === chosen);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.people")} about={t("people.about")}>
            {person !== undefined && (
              <Button icon={Plus} onPress={() => setChosen(null)} testId="add-person">
                {t("people.add")}
              </Button>
            )}
          </ScreenHead>
          <div className="console-scroll">
            {people.length > 0 && (
              <ChoiceTable
                label={t("place.people")}
                rows={people}
                columns={columns}
                keyOf={({ name }) => name}
                chosen={chosen}
                onChoose={({ name }) => setChosen(name)}
                testId="person"
              />
            )}
          </div>
        </>
      }
      decision={<PersonPanel key={chosen} person={person} onChanged={reload} />}
    />
  );
}

function useColumns(now: number): Column<PersonRow>[] {
  const { t } = useTranslation("console");
  const state = ({ off, lockedUntil }: PersonRow): string =>
    off
      ? t("people.off")
      : lockedUntil > now
        ? t("people.lockedTill", { time: timeText(lockedUntil) })
        : t("people.on");
  return [
    { title: t("people.name"), cell: ({ name }) => <b>{name}</b> },
    { title: t("people.role"), cell: ({ role }) => t(`role.${role}`) },
    { title: t("people.state"), cell: state },
    { title: t("people.since"), cell: ({ madeAt }) => timeText(madeAt) },
  ];
}

type PanelProps = { readonly person: PersonRow | undefined; readonly onChanged: () => void };

function PersonPanel({ person, onChanged }: PanelProps) {
  const { t } = useTranslation("console");
  const [link, setLink] = useState<string | null>(null);
  if (link !== null) return <InviteLink link={link} onDone={() => setLink(null)} />;
  return (
    <Panel
      title={person?.name ?? t("people.add")}
      about={person === undefined ? t("people.addAbout") : t("people.again")}
      actions={person !== undefined && !person.off && <SwitchOff name={person.name} onChanged={onChanged} />}
    >
      <InviteForm person={person} onLink={setLink} />
    </Panel>
  );
}

function SwitchOff({ name, onChanged }: { readonly name: string; readonly onChanged: () => void }) {
  const { t } = useTranslation("console");
  const [asking, setAsking] = useState(false);
  const { busy, refused, run } = useDoing("switchOffPerson", onChanged);
  if (!asking) return <Button onPress={() => setAsking(true)}>{t("people.switchOffThis")}</Button>;
  return (
    <ReasonForm
      label={t("people.whyOff")}
      action={t("people.switchOff")}
      danger
      busy={busy}
      refused={refused}
      onRun={(reason) => void run({ name, reason })}
      onBack={() => setAsking(false)}
      testId="switch-off"
    />
  );
}

type InviteProps = { readonly person: PersonRow | undefined; readonly onLink: (link: string) => void };

function InviteForm({ person, onLink }: InviteProps) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [name, setName] = useState(person?.name ?? "");
  const [role, setRole] = useState<ConsoleRole>(person?.role ?? "viewer");
  const doing = useDoing("invitePerson", ({ token }) => onLink(`${location.origin}/console/#invite/${token}`));
  const missing = name.trim() === "" ? t("door.nameNeeded") : null;
  const run = (): void => {
    if (missing === null) void doing.run({ name: name.trim(), role });
  };
  useKey("F9", run);
  return (
    <>
      {person === undefined && (
        <Field label={t("people.name")} value={name} onChange={setName} maxLength={64} testId="invite-name" />
      )}
      <Select
        label={t("people.role")}
        value={role}
        onChange={(value) => setRole(consoleRoles.find((one) => one === value) ?? "viewer")}
        options={consoleRoles.map((one) => ({ value: one, text: t(`role.${one}`) }))}
        testId="invite-role"
      />
      <p className="text-small text-2">{t(`roleAbout.${role}`)}</p>
      <p className="text-bad" role="alert">
        {wording(doing.refused)}
      </p>
      <Button
        kind={person === undefined ? "main" : "plain"}
        size="large"
        keys="F9"
        wide
        disabledReason={missing}
        busyText={doing.busy ? t("saving") : null}
        onPress={run}
        testId="invite"
      >
        {t("people.makeLink")}
      </Button>
    </>
  );
}

function InviteLink({ link, onDone }: { readonly link: string; readonly onDone: () => void }) {
  const { t } = useTranslation("console");
  return (
    <Panel title={t("people.linkReady")} about={t("people.linkAbout")}>
      <p className="console-link" data-testid="invite-link">
        {link}
      </p>
      <div className="console-grow" />
      <div className="console-actions">
        <Button size="large" wide onPress={() => void navigator.clipboard.writeText(link)}>
          {t("people.copy")}
        </Button>
        <Button size="large" wide onPress={onDone} testId="link-done">
          {t("people.done")}
        </Button>
      </div>
    </Panel>
  );
}
