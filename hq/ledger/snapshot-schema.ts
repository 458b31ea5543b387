/** Snapshots of all cards: the files, what they stand for, and who builds them. */
export const snapshotSchema = `
  CREATE TABLE card_list (
    id int PRIMARY KEY,
    loaded_at bigint NOT NULL,
    owner text NOT NULL DEFAULT '',
    until bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE snapshot (name text PRIMARY KEY, built_at bigint NOT NULL, body text NOT NULL);
  CREATE TABLE snapshot_shard (name text NOT NULL, shard text NOT NULL, pos bigint NOT NULL, PRIMARY KEY (name, shard));
  CREATE TABLE snapshot_terminal (
    name text NOT NULL,
    terminal_id text NOT NULL,
    gen text NOT NULL,
    projected bigint NOT NULL,
    PRIMARY KEY (name, terminal_id)
  );
  CREATE TABLE snapshot_part (name text NOT NULL, at bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (name, at));
  `;
