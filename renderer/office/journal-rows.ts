import type { CallOutput, EngineClient } from "../../core/contract/index.ts";

export type JournalRows = CallOutput<"listJournal">;

/** A page of the contract at most, and as many of them as a till fills in some years. */
const pageRows = 200;
const maxPages = 20_000;

/** Reads the journal page by page, oldest row first; `tell` hears how many were read. */
export async function wholeJournal(engine: EngineClient, tell: (read: number) => void) {
  const rows: JournalRows = [];
  for (let page = 0; page < maxPages; page++) {
    const before = rows.at(-1)?.seq;
    const answer = await engine.call("listJournal", { limit: pageRows, ...(before === undefined ? {} : { before }) });
    if (!("ok" in answer)) return answer;
    rows.push(...answer.ok);
    tell(rows.length);
    if (answer.ok.length < pageRows) break;
  }
  return { ok: rows.toReversed() };
}
