/** Why a movement or a paper of the stock is refused. The pack words each and names its clause. */
export const stockRefusals = [
  /** Nothing is named that could be moved. */
  "no-cards",
  /** What is typed is no number and no range from a lower to a higher one of the same length. */
  "unreadable",
  "number-twice",
  "too-many",
  /** The last digit does not fit the others: a slip of the pen. */
  "check-digit",
  /** A new lot holds numbers that were received before. */
  "received-before",
  /** No lot holds the number. */
  "not-in-stock",
  /** Somebody else has the card by the books. */
  "other-holder",
  /** Sent by waybill and not received yet. */
  "on-the-way",
  /** Sold, handed out or written off: it is not in anybody's stock any more. */
  "gone",
  /** The card was moved on a later day: a paper cannot be dated before that. */
  "moved-later",
  "in-future",
  /** Such a movement does not lead from the one to the other. */
  "no-such-way",
  /** The count stated is not the count of the numbers. */
  "count-differs",
  /** The person was not, or is no longer, named by an order on that day. */
  "not-appointed",
  /** The period is not over yet. */
  "period-open",
  /** No revenue was stated for the organisation, or it earns no card. */
  "nothing-due",
  /** More cards than the organisation is due. */
  "over-allotment",
  /** A report must be there before cards are written off. */
  "no-report",
  "form-incomplete",
] as const;
export type StockRefusalKind = (typeof stockRefusals)[number];

export type StockRefusal = {
  readonly kind: StockRefusalKind;
  /** The number, or the count, that it is about. */
  readonly number?: string;
  /** Who has the card by the books, as `holderText` writes it. */
  readonly holder?: string;
  /** A day, `YYYY-MM-DD`. */
  readonly day?: string;
  /** What else the sentence names: an organisation, what an error of a form is about. */
  readonly detail?: string;
  /** The pack's message that says it, for an error of a form. */
  readonly message?: string;
};
