/**
 * The cards of each movement, so that one card's way is found by its number; filled with what was moved before.
 */
export const stockRangeSchema = `
  CREATE TABLE stock_move_range (
    programme text NOT NULL,
    digits int NOT NULL,
    last text NOT NULL,
    first text NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (programme, digits, last, first, seq)
  );
  INSERT INTO stock_move_range (programme, digits, last, first, seq)
  SELECT m.programme, length(r ->> 'first'), r ->> 'last', r ->> 'first', m.seq
  FROM stock_move m, json_array_elements(m.ranges::json) AS r
`;

/**
 * Card blanks, as one step of the schema: every table begins with the programme, so that it can be spread by it. What
 * was moved stands in `stock_move` for ever; `stock_span` is what that comes to, kept in the same transaction.
 */
export const stockSchema = `
  CREATE TABLE stock_book (
    programme text PRIMARY KEY,
    moves bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE stock_place (
    programme text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    head text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (programme, id)
  );
  CREATE TABLE stock_person (
    programme text NOT NULL,
    id text NOT NULL,
    place text NOT NULL,
    name text NOT NULL,
    order_no text NOT NULL,
    from_day text NOT NULL,
    until_day text,
    version bigint NOT NULL,
    PRIMARY KEY (programme, id)
  );
  CREATE TABLE stock_organisation (
    programme text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    resident boolean NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (programme, id)
  );
  CREATE INDEX stock_organisation_name ON stock_organisation (programme, name, id);
  CREATE TABLE stock_till (
    programme text NOT NULL,
    terminal_id text NOT NULL,
    place text NOT NULL,
    PRIMARY KEY (programme, terminal_id)
  );
  CREATE TABLE stock_revenue (
    programme text NOT NULL,
    period text NOT NULL,
    place text NOT NULL,
    organisation text NOT NULL,
    minor bigint NOT NULL,
    paper text NOT NULL,
    on_day text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (programme, period, place, organisation)
  );
  CREATE TABLE stock_span (
    programme text NOT NULL,
    digits int NOT NULL,
    first text NOT NULL,
    last text NOT NULL,
    check_digit text NOT NULL,
    holder text NOT NULL,
    since text NOT NULL,
    cards bigint NOT NULL,
    PRIMARY KEY (programme, digits, first)
  );
  CREATE INDEX stock_span_holder ON stock_span (programme, holder);
  CREATE TABLE stock_move (
    programme text NOT NULL,
    seq bigint NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    on_day text NOT NULL,
    from_holder text NOT NULL,
    to_holder text NOT NULL,
    ranges text NOT NULL,
    cards bigint NOT NULL,
    paper text NOT NULL,
    about text NOT NULL,
    case_id text NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (programme, seq)
  );
  CREATE UNIQUE INDEX stock_move_id ON stock_move (programme, id);
  CREATE INDEX stock_move_from ON stock_move (programme, from_holder, seq);
  CREATE INDEX stock_move_to ON stock_move (programme, to_holder, seq);
  CREATE INDEX stock_move_case ON stock_move (programme, case_id) WHERE case_id <> '';
  CREATE TABLE stock_paper (
    programme text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    no text NOT NULL,
    on_day text NOT NULL,
    place text NOT NULL,
    person text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    cards bigint NOT NULL,
    body text NOT NULL,
    version bigint NOT NULL,
    by_name text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (programme, id)
  );
  CREATE INDEX stock_paper_day ON stock_paper (programme, on_day, id);
  CREATE TABLE stock_use (
    programme text NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    terminal_id text NOT NULL,
    was text NOT NULL,
    at bigint NOT NULL,
    taken boolean NOT NULL DEFAULT false,
    PRIMARY KEY (programme, id)
  );
  CREATE INDEX stock_use_waiting ON stock_use (programme, at, id) WHERE taken = false;
  CREATE TABLE stock_difference (
    programme text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    first text NOT NULL,
    last text NOT NULL,
    check_digit text NOT NULL,
    holder text NOT NULL,
    wanted text NOT NULL,
    terminal_id text NOT NULL,
    paper text NOT NULL,
    on_day text NOT NULL,
    at bigint NOT NULL,
    settled_at bigint,
    settled_by text,
    note text,
    PRIMARY KEY (programme, id)
  );
  CREATE INDEX stock_difference_open ON stock_difference (programme, at, id) WHERE settled_at IS NULL
`;
