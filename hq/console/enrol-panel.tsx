import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field } from "../../renderer/ui/index.ts";
import type { ConsoleOutput } from "../console-contract/index.ts";
import { useDoing } from "./console-context.tsx";
import { Panel } from "./screen-parts.tsx";
import { useKey } from "./use-key.ts";
import { useRefusalText } from "./words.ts";

/** Name and feed of a new till, then its one-time code, shown large. */
export function EnrolPanel({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [name, setName] = useState("");
  const [shard, setShard] = useState("main");
  const [offered, setOffered] = useState<ConsoleOutput<"offerCode"> | null>(null);
  const doing = useDoing("offerCode", setOffered);
  const missing =
    name.trim() === "" ? t("enrol.nameNeeded") : /^[a-z0-9-]+$/.test(shard) ? null : t("enrol.shardNeeded");
  const run = (): void => {
    if (missing === null && offered === null) void doing.run({ name: name.trim(), shard });
  };
  useKey("F9", run);
  useKey("Escape", onBack);
  if (offered !== null) return <Code name={name} offered={offered} onDone={onBack} />;
  return (
    <Panel title={t("terminals.enrol")} about={t("enrol.about")}>
      <Field label={t("enrol.name")} value={name} onChange={setName} maxLength={64} autoFocus testId="enrol-name" />
      <Field
        label={t("enrol.shard")}
        value={shard}
        onChange={setShard}
        maxLength={32}
        error={wording(doing.refused)}
        testId="enrol-shard"
      />
      <p className="text-small text-2">{t("enrol.shardAbout")}</p>
      <div className="console-grow" />
      <div className="console-actions">
        <Button onPress={onBack}>{t("back")}</Button>
        <Button
          kind="main"
          size="large"
          keys="F9"
          wide
          disabledReason={missing}
          busyText={doing.busy ? t("saving") : null}
          onPress={run}
          testId="offer"
        >
          {t("enrol.offer")}
        </Button>
      </div>
    </Panel>
  );
}

type CodeProps = {
  readonly name: string;
  readonly offered: ConsoleOutput<"offerCode">;
  readonly onDone: () => void;
};

function Code({ name, offered: { code, until, now }, onDone }: CodeProps) {
  const { t } = useTranslation("console");
  // By this page's clock from the moment of the answer: head office's own may differ.
  const [ends] = useState(() => Date.now() + until - now);
  const [left, setLeft] = useState(until - now);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, ends - Date.now())), 1000);
    return () => clearInterval(timer);
  }, [ends]);
  const seconds = Math.ceil(left / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <Panel title={t("enrol.codeFor", { name })} about={t("enrol.codeAbout")}>
      <p className="console-code" data-testid="code" aria-label={[...code].join(" ")}>
        <span>{code.slice(0, 5)}</span>
        <span>{code.slice(5)}</span>
      </p>
      <p className={left === 0 ? "text-bad" : "text-2"}>{left === 0 ? t("enrol.over") : t("enrol.left", { time })}</p>
      <div className="console-grow" />
      <div className="console-actions">
        <Button size="large" wide onPress={onDone} testId="code-done">
          {t("enrol.done")}
        </Button>
      </div>
    </Panel>
  );
}
