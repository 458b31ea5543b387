/** A mistake that a sync protocol is known to be made with, planted into the production code as it is loaded. */
export type Mutant = { readonly file: string; readonly was: string; readonly becomes: string };

export const mutants: Readonly<Record<string, Mutant>> = {
  "the watermark never falls": {
    file: "db/journal/journal.ts",
    was: "if (seq < acked) stand(seq);",
    becomes: "if (seq < 0) stand(seq);",
  },
  "an old life is believed": {
    file: "hq/ledger/known-facts.ts",
    was: "return rows.length > 0;",
    becomes: "return false;",
  },
  "the feed is taken without its cursor": {
    file: "core/commands/link/take-feed.ts",
    was: "if (last) ports.sync.moveCursor(last.pos);",
    becomes: "if (last && last.pos % 5 > 0) ports.sync.moveCursor(last.pos + 1);",
  },
  "what is sent counts as stored": {
    file: "electron/link/up-lane.ts",
    was: "if (!asked.ok) return pushRefused",
    becomes: "desk.write((it) => ok(it.sync.acknowledge(after + batch.length)));\n  if (!asked.ok) return pushRefused",
  },
  "an older line undoes a block": {
    file: "core/sync/card-line.ts",
    was: "own.to === local && own.seq > office.settled;",
    becomes: "own.seq < 0;",
  },
  "a batch is stored twice": {
    file: "hq/ledger/push.ts",
    was: "AND generation = $2 AND acked = $3::bigint AND chain = $7",
    becomes: "AND generation = $2",
  },
  "facts of an earlier life are taken over again": {
    file: "hq/ledger/known-facts.ts",
    was: "if (texts.get(seq) === fact) known.add(seq);",
    becomes: "if (texts.get(seq) === fact) known.add(0);",
  },
  "a stop is lifted by whoever comes": {
    file: "core/sync/merge-card.ts",
    was: 'if (known.status === "blocked" && !knewOf(known, change)) return refuse("blocked-before");',
    becomes: "",
  },
  "positions are given outside the transaction": {
    file: "hq/ledger/projector.ts",
    was: "if (lines.length > 0) await appendFeed(inside,",
    becomes: "if (lines.length > 0) await appendFeed(sql,",
  },
  "a lane that failed waits for somebody": {
    file: "core/sync/lane.ts",
    was: "return { ...lane, failures, notBefore, heldUntil };",
    becomes: "return { ...lane, failures, notBefore: Infinity, heldUntil };",
  },
};
