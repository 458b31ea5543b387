import { useTranslation } from "react-i18next";
import type { CallInput } from "../../core/contract/index.ts";
import { formatCount, formatMoney } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, readTextFile, useTask } from "../task/index.ts";
import { Icon, KeyValue, Lock, useUi } from "../ui/index.ts";
import { FileInstall } from "./file-install.tsx";
import { BesideChoice, nothing, ProgrammeChoice } from "./programme-choice.tsx";

/** The rules in force, and new ones from a file: checked whole before they act. The list of cards the same way. */
export function ProgrammeSettings() {
  const { t } = useTranslation("office");
  const can = useShellState((state) => state.session?.operator?.can) ?? [];
  return (
    <div className="settings-form settings-wide">
      <RulesInForce />
      <ChooseProgrammes />
      {can.includes("pack.install") ? (
        <InstallPack />
      ) : (
        <p className="why-not text-2">
          <Icon of={Lock} size={16} />
          {t("settings.pack.onlyAdmin")}
        </p>
      )}
      {can.includes("cards.import") && <LoadCards />}
    </div>
  );
}

/** What sells at this place and what applies beside it; files that cannot be used say why. */
function ChooseProgrammes() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const session = useShellState((state) => state.session);
  const packs = useShellState((state) => state.status?.packs) ?? [];
  if (session === null || session.programmes.length + session.regulations.length === 0) return null;
  const { programme, beside } = session.settings;
  const chosen = programme ?? (beside.length > 0 ? nothing : null);
  const save = (settings: CallInput<"saveSettings">["settings"]): void =>
    void task.run(() => shell.engine.call("saveSettings", { settings }));
  return (
    <section className="block" data-testid="programmes">
      <h2 className="section-title">{t("settings.pack.choose")}</h2>
      {chosen === null && <p className="text-warn">{t("settings.pack.none")}</p>}
      <ProgrammeChoice
        programmes={session.programmes}
        chosen={chosen}
        onChoose={(id) => {
          if (id !== chosen) save({ programme: id === nothing ? null : id });
        }}
      />
      <ProblemNote problem={task.problem} />
      {session.regulations.length > 0 && (
        <>
          <h2 className="section-title">{t("settings.pack.beside")}</h2>
          <p className="text-2">{t("settings.pack.besideText")}</p>
          <BesideChoice regulations={session.regulations} chosen={beside} onChoose={(ids) => save({ beside: ids })} />
        </>
      )}
      {session.desk.missing.map((words) => (
        <p key={words} className="text-small text-bad">
          {words}
        </p>
      ))}
      {packs.map((pack) => (
        <p key={pack.file} className={pack.state === "damaged" ? "text-small text-bad" : "text-small text-3"}>
          {pack.file}: {pack.message}
        </p>
      ))}
    </section>
  );
}

function RulesInForce() {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const programme = useShellState((state) => state.session?.programme);
  const cards = useShellState((state) => state.status?.cards ?? 0);
  const chosen = useShellState((state) => state.session?.settings.programme);
  if (programme === undefined || chosen === undefined) return null;
  return (
    <section>
      <h2 className="section-title">{programme.title}</h2>
      <p className="text-2">{programme.document}</p>
      <KeyValue label={t("settings.pack.now")}>{t("settings.pack.version", { version: programme.version })}</KeyValue>
      {programme.cardPriceMinor > 0 && (
        <KeyValue label={t("settings.pack.cardPrice")}>{formatMoney(programme.cardPriceMinor, locale)}</KeyValue>
      )}
      <KeyValue label={t("settings.pack.currency")}>{programme.currencyLabel}</KeyValue>
      <KeyValue label={t("settings.diag.cards")}>
        {t("settings.diag.cards_count", { count: formatCount(cards, locale) })}
      </KeyValue>
    </section>
  );
}

function InstallPack() {
  const { t } = useTranslation("office");
  const shell = useShell();
  return (
    <FileInstall
      title={t("settings.pack.install")}
      text={t("settings.pack.text")}
      extension="json"
      testId="pack"
      kept={t("settings.pack.kept")}
      install={async (file) => {
        const answer = await shell.engine.call("installPack", { json: await readTextFile(file) });
        return "ok" in answer ? { ok: t("settings.pack.installed") } : answer;
      }}
    />
  );
}

function LoadCards() {
  const { t } = useTranslation("office");
  const shell = useShell();
  return (
    <FileInstall
      title={t("settings.cardList.install")}
      text={t("settings.cardList.text")}
      extension="csv"
      testId="card-list"
      kept={t("settings.cardList.kept")}
      install={async (file) => {
        const answer = await shell.engine.call("importCards", { csv: await readTextFile(file) });
        if (!("ok" in answer)) return answer;
        return { ok: t("settings.cardList.installed", { count: answer.ok.cards }) };
      }}
    />
  );
}
