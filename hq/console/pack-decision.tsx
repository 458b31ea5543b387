import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Band, Button, DateField, KeyValue, Select } from "../../renderer/ui/index.ts";
import type { PackDossier } from "../console-contract/index.ts";
import { useDoing, useMay } from "./console-context.tsx";
import { PackSignOffs } from "./pack-sign-offs.tsx";
import { usePackState } from "./pack-state.ts";
import { ReasonForm } from "./reason-form.tsx";
import { Panel } from "./screen-parts.tsx";
import { dayText, timeText, useRefusalText } from "./words.ts";

type Props = { readonly dossier: PackDossier; readonly canSign: boolean; readonly onChanged: () => void };

/** Signatures in the document's order, the day on which it begins, and the way back before that day. */
export function PackDecision({ dossier, canSign, onChanged }: Props) {
  const { t } = useTranslation("console");
  const state = usePackState();
  const may = useMay("pack.publish");
  const { pack, steps } = dossier;
  return (
    <Panel
      title={state(pack)}
      about={t("packs.effective", { date: dayText(pack.effectiveFrom) })}
      testId="pack-panel"
      actions={may && <Actions dossier={dossier} canSign={canSign} onChanged={onChanged} />}
    >
      <div>
        <KeyValue label={t("packs.uploaded")}>{timeText(pack.madeAt)}</KeyValue>
        <KeyValue label={t("packs.by")}>{pack.madeBy}</KeyValue>
        {pack.decidedAt !== null && <KeyValue label={t("packs.decided")}>{timeText(pack.decidedAt)}</KeyValue>}
        {pack.decidedBy !== null && <KeyValue label={t("packs.by")}>{pack.decidedBy}</KeyValue>}
        {pack.state === "published" && (
          <KeyValue label={t("packs.where")}>
            {pack.shards.length === 0 ? t("packs.everywhere") : pack.shards.join(", ")}
          </KeyValue>
        )}
      </div>
      {pack.reason !== null && <p className="text-2">{t("packs.because", { reason: pack.reason })}</p>}
      {steps.length > 0 && (
        <PackSignOffs dossier={dossier} mayEnter={may && pack.state === "draft"} onChanged={onChanged} />
      )}
    </Panel>
  );
}

function Actions({ dossier, canSign, onChanged }: Props) {
  const { t } = useTranslation("console");
  const [withdraws, setWithdraws] = useState(false);
  const { pack, today } = dossier;
  const { id, version } = pack;
  const withdrawing = useDoing("withdrawPack", onChanged);
  if (withdraws) {
    return (
      <ReasonForm
        label={t("packs.whyWithdraw")}
        action={t("packs.withdraw")}
        danger
        busy={withdrawing.busy}
        refused={withdrawing.refused}
        onRun={(reason) => void withdrawing.run({ id, version, reason })}
        onBack={() => setWithdraws(false)}
        testId="withdraw"
      />
    );
  }
  const mayWithdraw = pack.state === "draft" || (pack.state === "published" && (pack.startsOn ?? "") > today);
  return (
    <>
      {pack.state === "draft" && <Publish dossier={dossier} canSign={canSign} onChanged={onChanged} />}
      {pack.holds && <p className="text-small text-2">{t("packs.holdsAbout")}</p>}
      {mayWithdraw && (
        <div className="console-actions">
          <Button onPress={() => setWithdraws(true)} testId="withdraw-this">
            {t("packs.withdrawThis")}
          </Button>
        </div>
      )}
    </>
  );
}

function Publish({ dossier, canSign, onChanged }: Props) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const { pack, earliest, today, findings, steps, shards } = dossier;
  const first = [pack.effectiveFrom, earliest?.date ?? today, today].toSorted().at(-1) ?? today;
  const [startsOn, setStartsOn] = useState(first);
  const [shard, setShard] = useState("");
  const publishing = useDoing("publishPack", onChanged);
  const { id, version } = pack;
  const missing = useMissing({ canSign, startsOn, first });
  const why = findings.some(({ severity }) => severity === "error")
    ? t("packs.hasErrors")
    : steps.some(({ signed }) => signed === null)
      ? t("packs.signFirst")
      : missing;
  const refused = wording(publishing.refused);
  return (
    <div className="console-actions">
      <FirstDay value={startsOn} onChange={setStartsOn} first={first} earliest={earliest} />
      {shards.length > 1 && (
        <Select
          label={t("packs.where")}
          value={shard}
          empty={t("packs.everywhere")}
          options={shards.map((name) => ({ value: name, text: name }))}
          onChange={setShard}
          testId="pack-shard"
        />
      )}
      {refused !== null && (
        <Band tone="refusal" title={t("packs.notPublished")}>
          <p>{refused}</p>
        </Band>
      )}
      <Button
        kind="main"
        size="large"
        wide
        disabledReason={why}
        busyText={publishing.busy ? t("saving") : null}
        onPress={() => void publishing.run({ id, version, startsOn, shards: shard === "" ? [] : [shard] })}
        testId="publish"
      >
        {startsOn === today ? t("packs.publishNow") : t("packs.publishFor", { date: dayText(startsOn) })}
      </Button>
    </div>
  );
}

type FirstDayProps = Pick<PackDossier, "earliest"> & {
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly first: string;
};

function FirstDay({ value, onChange, first, earliest }: FirstDayProps) {
  const { t } = useTranslation("console");
  return (
    <>
      <DateField
        label={t("packs.startsOn")}
        value={value}
        onChange={onChange}
        placeholder={t("dayFormat")}
        testId="starts-on"
      />
      <p className="text-small text-2">
        {earliest === null
          ? t("packs.anyDay", { date: dayText(first) })
          : t("packs.earliest", { date: dayText(earliest.date), clause: earliest.clause })}
      </p>
    </>
  );
}

type Day = { readonly canSign: boolean; readonly startsOn: string; readonly first: string };

function useMissing({ canSign, startsOn, first }: Day): string | null {
  const { t } = useTranslation("console");
  if (!canSign) return t("packs.keyAway");
  if (startsOn === "") return t("packs.dayNeeded");
  return startsOn < first ? t("packs.tooEarly", { date: dayText(first) }) : null;
}
