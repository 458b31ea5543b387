import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useScanTarget } from "../shell/index.ts";
import { Button } from "../ui/index.ts";
import { addKey, gapsOf, type KeyTrace } from "./key-trace.ts";
import { PanelHead } from "./panel-head.tsx";

type Read = { readonly id: number; readonly code: string; readonly aim: string | null };

/** What the reader really sends: keys by position, the pauses between them, and what the till makes of it. */
export function ScannerTest() {
  const { t } = useTranslation("office");
  const [trace, setTrace] = useState<KeyTrace>([]);
  const [reads, setReads] = useState<readonly Read[]>([]);
  useScanTarget(({ code, aim }) =>
    setReads((before) => [{ id: (before[0]?.id ?? 0) + 1, code, aim: aim ?? null }, ...before].slice(0, 5)),
  );
  useEffect(() => {
    // The keydown of a scan never comes out of the scan capture; its keyup does, with the same pauses.
    const note = (event: KeyboardEvent): void => {
      const key = { code: event.code, key: event.key, at: event.timeStamp };
      setTrace((before) => addKey(before, key));
    };
    window.addEventListener("keyup", note, { capture: true });
    return () => window.removeEventListener("keyup", note, { capture: true });
  }, []);
  const clear = (): void => {
    setTrace([]);
    setReads([]);
  };
  return (
    <section className="settings-card" data-testid="scanner-test">
      <PanelHead title={t("settings.test")} text={t("settings.testText")} />
      <div>
        <p className="text-label">{t("settings.testResult")}</p>
        <div className="scan-reads" role="status" data-testid="scanner-result">
          {reads.length === 0 && <p className="text-3">{t("settings.testNothing")}</p>}
          {reads.map((read, index) => (
            <p key={read.id} className={index === 0 ? "scan-read" : "text-3"}>
              {read.code}
              {read.aim !== null && <span className="text-small text-3"> {read.aim}</span>}
            </p>
          ))}
        </div>
      </div>
      <TraceTable trace={trace} />
      <Button onPress={clear}>{t("settings.testClear")}</Button>
    </section>
  );
}

function TraceTable({ trace }: { readonly trace: KeyTrace }) {
  const { t } = useTranslation("office");
  const gaps = gapsOf(trace);
  return (
    <div>
      <p className="text-label">{t("settings.testKeys")}</p>
      <ol className="trace" data-testid="scanner-keys">
        {trace.map((key, index) => (
          <li key={key.at}>
            <span className="trace-gap">{index === 0 ? "" : Math.round(gaps[index] ?? 0)}</span>
            <b>{key.key.length === 1 ? key.key : ""}</b>
            <span>{key.code}</span>
          </li>
        ))}
      </ol>
      {trace.length > 1 && (
        <p className="text-small text-2">
          {t("settings.testGap", {
            least: Math.round(Math.min(...gaps.slice(1))),
            most: Math.round(Math.max(...gaps.slice(1))),
          })}
        </p>
      )}
    </div>
  );
}
