import { reportSchema } from "./report-schema.ts";
import type { Sql } from "./sql.ts";
import { snapshotSchema } from "./snapshot-schema.ts";
import { stockRangeSchema, stockSchema } from "./stock-schema.ts";

/**
 * Numbered steps. Each is written so that gateways of the version before go on serving while it runs: columns are added
 * with defaults, nothing is renamed or dropped in the step that ends its use.
 */
export const ledgerSteps: readonly string[] = [
  `
  CREATE TABLE terminal (
    terminal_id text PRIMARY KEY,
    name text NOT NULL,
    shard text NOT NULL,
    public_key text NOT NULL,
    generation text NOT NULL DEFAULT '',
    acked bigint NOT NULL DEFAULT 0,
    chain text NOT NULL,
    projected bigint NOT NULL DEFAULT 0,
    enrolled_at bigint NOT NULL,
    last_contact bigint NOT NULL DEFAULT 0,
    revoked_at bigint,
    forked_at bigint,
    device text NOT NULL DEFAULT '{}'
  );
  CREATE INDEX terminal_shard ON terminal (shard);
  CREATE TABLE enrolment (
    code_hash text PRIMARY KEY,
    name text NOT NULL,
    shard text NOT NULL,
    expires_at bigint NOT NULL,
    used_by text
  );
  CREATE TABLE event (
    terminal_id text NOT NULL,
    gen text NOT NULL,
    seq bigint NOT NULL,
    fact text NOT NULL,
    received_at bigint NOT NULL,
    PRIMARY KEY (terminal_id, gen, seq)
  );
  CREATE TABLE quarantine (
    terminal_id text NOT NULL,
    at bigint NOT NULL,
    hash text NOT NULL,
    reason text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (terminal_id, hash)
  );
  CREATE TABLE feed (
    shard text NOT NULL,
    pos bigint NOT NULL,
    kind text NOT NULL,
    v int NOT NULL,
    at bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (shard, pos)
  );
  CREATE TABLE shard (
    shard text PRIMARY KEY,
    pos bigint NOT NULL DEFAULT 0,
    kept_from bigint NOT NULL DEFAULT 0,
    owner text NOT NULL DEFAULT '',
    fence bigint NOT NULL DEFAULT 0,
    until bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE card (
    number text PRIMARY KEY,
    programme text NOT NULL,
    status text NOT NULL,
    since bigint NOT NULL,
    reason text,
    epoch bigint NOT NULL,
    terminal_id text NOT NULL
  );
  CREATE TABLE dispute (
    terminal_id text NOT NULL,
    gen text NOT NULL,
    seq bigint NOT NULL,
    reason text NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL,
    settled_at bigint,
    settled_by text,
    PRIMARY KEY (terminal_id, gen, seq, reason)
  );
  CREATE TABLE lease (
    terminal_id text NOT NULL,
    gen text NOT NULL,
    request_id text NOT NULL,
    kind text NOT NULL,
    first bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (terminal_id, gen, request_id)
  );
  CREATE TABLE number_pool (
    kind text PRIMARY KEY,
    next bigint NOT NULL,
    until bigint NOT NULL,
    prefix text NOT NULL,
    length int NOT NULL
  );
  CREATE TABLE quota (counter text PRIMARY KEY, units bigint NOT NULL, granted bigint NOT NULL DEFAULT 0);
  CREATE TABLE grant_right (
    terminal_id text NOT NULL,
    gen text NOT NULL,
    request_id text NOT NULL,
    counter text NOT NULL,
    units bigint NOT NULL,
    PRIMARY KEY (terminal_id, gen, request_id)
  );
  CREATE TABLE file (hash text PRIMARY KEY, bytes bigint NOT NULL, content bytea NOT NULL, at bigint NOT NULL);
  `,
  `
  ALTER TABLE terminal ADD COLUMN app text NOT NULL DEFAULT '';
  ALTER TABLE terminal ADD COLUMN pending bigint;
  ALTER TABLE terminal ADD COLUMN revoked_reason text;
  ALTER TABLE dispute ADD COLUMN note text;
  CREATE INDEX dispute_open ON dispute (at) WHERE settled_at IS NULL;
  CREATE INDEX card_stopped ON card (since) WHERE status = 'blocked';
  CREATE TABLE card_history (
    number text NOT NULL,
    id text NOT NULL,
    at bigint NOT NULL,
    terminal_id text NOT NULL,
    was text NOT NULL,
    status text NOT NULL,
    reason text,
    by_name text,
    disputed text,
    PRIMARY KEY (number, id)
  );
  CREATE TABLE fact_hour (
    shard text NOT NULL,
    hour bigint NOT NULL,
    facts bigint NOT NULL,
    PRIMARY KEY (shard, hour)
  );
  CREATE TABLE console_person (
    login text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    hash text NOT NULL,
    made_at bigint NOT NULL,
    off_at bigint,
    failures int NOT NULL DEFAULT 0,
    locked_until bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE console_session (
    token_hash text PRIMARY KEY,
    login text NOT NULL,
    made_at bigint NOT NULL,
    seen_at bigint NOT NULL
  );
  CREATE TABLE console_invite (
    token_hash text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
  );
  CREATE TABLE audit (
    id text PRIMARY KEY,
    at bigint NOT NULL,
    who text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    details text NOT NULL
  );
  CREATE INDEX audit_at ON audit (at, id);
  `,
  `
  ALTER TABLE terminal ADD COLUMN trust text NOT NULL DEFAULT '';
  CREATE TABLE trust_document (
    role text NOT NULL,
    version bigint NOT NULL,
    content text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (role, version)
  );
  CREATE TABLE trust_lists (id int PRIMARY KEY, version bigint NOT NULL, at bigint NOT NULL);
  CREATE TABLE pack (
    pack_id text NOT NULL,
    version bigint NOT NULL,
    hash text NOT NULL,
    length bigint NOT NULL,
    state text NOT NULL,
    starts_on text,
    shards text NOT NULL DEFAULT '',
    made_at bigint NOT NULL,
    made_by text NOT NULL,
    decided_at bigint,
    decided_by text,
    reason text,
    PRIMARY KEY (pack_id, version)
  );
  CREATE TABLE pack_sign_off (
    pack_id text NOT NULL,
    version bigint NOT NULL,
    step int NOT NULL,
    at bigint NOT NULL,
    by_name text NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (pack_id, version, step)
  );
  CREATE TABLE catalogue (
    shard text NOT NULL,
    version bigint NOT NULL,
    hash text NOT NULL,
    length bigint NOT NULL,
    rows bigint NOT NULL,
    programme text NOT NULL,
    at bigint NOT NULL,
    by_name text NOT NULL,
    PRIMARY KEY (shard, version)
  );
  CREATE TABLE till_operator (
    operator_id text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    pin_hash text NOT NULL,
    shards text NOT NULL DEFAULT '',
    terminals text NOT NULL DEFAULT '',
    off_at bigint,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL
  );
  `,
  stockSchema,
  snapshotSchema,
  stockRangeSchema,
  reportSchema,
  `
  ALTER TABLE terminal ADD COLUMN before_id text;
  CREATE INDEX terminal_before ON terminal (before_id);
  ALTER TABLE terminal ADD COLUMN released_at bigint;
  `,
];

/** Newest version this program knows. */
export const schemaVersion = ledgerSteps.length;

/**
 * Brings the database to the newest schema, or to an earlier one for rows that are of it, each step in one transaction.
 * Several gateways may begin at once.
 */
export async function migrateLedger(sql: Sql, upTo = schemaVersion): Promise<void> {
  await sql.query("CREATE TABLE IF NOT EXISTS schema_version (id int PRIMARY KEY, version int NOT NULL)");
  await sql.query("INSERT INTO schema_version VALUES (1, 0) ON CONFLICT (id) DO NOTHING");
  for (const [index, step] of ledgerSteps.slice(0, upTo).entries()) {
    await sql.transaction(async (inside) => {
      const [row] = await inside.query<{ version: number }>(
        "SELECT version FROM schema_version WHERE id = 1 FOR UPDATE",
      );
      if ((row?.version ?? 0) !== index) return;
      for (const statement of statementsOf(step)) await inside.query(statement);
      await inside.query("UPDATE schema_version SET version = $1 WHERE id = 1", [index + 1]);
    });
  }
  const [found] = await sql.query<{ version: number }>("SELECT version FROM schema_version WHERE id = 1");
  if ((found?.version ?? 0) > schemaVersion) {
    throw new Error(`the ledger has schema ${found?.version}, this program knows ${schemaVersion}: start a newer one`);
  }
}

/** No statement of a step holds a semicolon of its own. */
function statementsOf(step: string): string[] {
  return step.split(";").filter((statement) => statement.trim() !== "");
}
