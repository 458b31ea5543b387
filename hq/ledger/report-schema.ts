/** Sums of a day, kept by the projector: a report reads some thousand rows, however many receipts there were. */
export const reportSchema = `
  CREATE TABLE turnover_day (
    day text NOT NULL,
    site text NOT NULL,
    programme text NOT NULL,
    currency text NOT NULL,
    card text NOT NULL,
    receipts bigint NOT NULL,
    gross_minor bigint NOT NULL,
    discount_minor bigint NOT NULL,
    payable_minor bigint NOT NULL,
    PRIMARY KEY (day, site, programme, currency, card)
  );
  CREATE TABLE discount_day (
    day text NOT NULL,
    site text NOT NULL,
    programme text NOT NULL,
    currency text NOT NULL,
    rule text NOT NULL,
    clause text NOT NULL,
    lines bigint NOT NULL,
    discount_minor bigint NOT NULL,
    PRIMARY KEY (day, site, programme, currency, rule, clause)
  );
  CREATE TABLE refund_day (
    day text NOT NULL,
    site text NOT NULL,
    returns bigint NOT NULL,
    refund_minor bigint NOT NULL,
    PRIMARY KEY (day, site)
  );
`;
