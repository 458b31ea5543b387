import type { Presentation } from "../basket/index.ts";
import type { CardNumber, CardStatus } from "../card/index.ts";
import type { LocalDate, LocalDateTime } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import type { Facts, Message } from "../offer/index.ts";

/** What `priceBasket` looks at: prefetched facts only, so that it can be pure, synchronous and repeatable. */
export type PricingInput = {
  /** Moment of settlement on the wall clock of the pack's time zone. */
  readonly at: LocalDateTime;
  readonly lines: readonly PricingLine[];
  readonly card: PricingCard | null;
  /** Facts of the whole receipt: `shop.kind`, `shop.openedOn`, `buyer.kind`, … */
  readonly facts: Facts;
  /** Orders on file; those in force at the moment of settlement count. */
  readonly orders?: readonly PricingOrder[];
  /** Name of the member of a choice that the buyer took. */
  readonly choice?: string;
};

/** A paper in force from one day to another, both included, that sets values inside the pack's bounds. */
export type PricingOrder = {
  readonly kind: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rateBp?: number;
  readonly sessions?: number;
  readonly scale?: readonly { readonly from: number; readonly rateBp: number }[];
  /** Offers that apply together under it. */
  readonly combine?: readonly string[];
  readonly evidence?: boolean;
  /** Its further fields, seen by conditions as `order.<name>`. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
};

export type PricingLine = {
  readonly id: string;
  readonly category: string;
  readonly flags: readonly string[];
  readonly unitPriceMinor: Minor;
  readonly qtyMilli: number;
  /** No discount brings a unit under it. */
  readonly minUnitPriceMinor?: Minor;
  /** A blank on sale: its price comes from the pack. */
  readonly blank?: Pick<PricingCard, "number" | "status" | "programme">;
  /** Further declared facts of the line (`line.months`, `line.service`, …). */
  readonly facts?: Facts;
};

export type PricingCard = {
  readonly number: CardNumber;
  readonly status: CardStatus | "unknown";
  /** The programme that it was issued under; absent: this one. To any other it is a number that nobody knows. */
  readonly programme?: string;
  readonly presentation: Presentation;
  /** Recorded reason of a block, if any. */
  readonly reason?: string;
  /** Local time from which a block acts; absent: from always. */
  readonly blockedAt?: LocalDateTime;
};

/** A price change with its source. */
export type Adjustment = {
  readonly rule: string;
  readonly clause: string;
  readonly amountMinor: Minor;
  /** Absent where the benefit is not a percentage. */
  readonly rateBp?: number;
  readonly message: Message;
};

export type PricedLine = {
  readonly id: string;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  /** First ground that takes the line out of the programme. */
  readonly excluded?: PricingRefusal;
  /** The line cannot be sold as it stands (a blank that is not stocked); it costs 0 until removed. */
  readonly refused?: PricingRefusal;
  /** Ground of the line's own price (a card sold or free, a price that replaces the shelf price). */
  readonly clause?: string;
  readonly adjustments: readonly Adjustment[];
};

/** What became of one rule on one line (`line: null`: on the whole receipt). */
export type Decision = {
  readonly rule: string;
  readonly line: string | null;
  readonly outcome: "applied" | "refused" | "displaced";
  readonly code: string;
  readonly clause: string;
  readonly rateBp?: number;
  /** Discount given, or that the rule would have given. */
  readonly amountMinor?: Minor;
  /** The figure the rule looked at and the one it asks for. */
  readonly actual?: number | string;
  readonly required?: number | string;
  /** The base or fact that `actual` is the value of. */
  readonly base?: string;
  readonly fact?: string;
  /** The rule that won instead, and by how much. */
  readonly by?: string;
  readonly differenceMinor?: Minor;
  readonly message: Message;
};

/** What became of one rule on lines that fared alike: as many decisions as it has lines. */
export type Ruling = Omit<Decision, "line" | "amountMinor" | "differenceMinor"> & {
  /** Places of the lines on the receipt, in its order; none: said once, of the whole receipt. */
  readonly lines: readonly number[];
  readonly amountsMinor?: readonly Minor[];
  readonly differencesMinor?: readonly Minor[];
};

/** Change of a card's status that the completed sale will make. */
export type CardMove = {
  readonly number: CardNumber;
  readonly from: CardStatus;
  readonly to: CardStatus;
  readonly move: string;
  readonly clause: string;
  /** What to record as the card's reason: it picks the clause quoted later. */
  readonly reason?: string;
};

/** Why a line is left out, or the shown card, or a new one, brings nothing. */
export type PricingRefusal = { readonly code: string; readonly clause: string; readonly message: Message };

/** Smallest change that saves more; verified by pricing the changed basket. */
export type Hint = {
  readonly rule: string;
  readonly clause: string;
  readonly base: string;
  readonly actualMinor: Minor;
  /** First amount that qualifies. */
  readonly requiredMinor: Minor;
  readonly missingMinor: Minor;
  readonly discountNowMinor: Minor;
  readonly discountThenMinor: Minor;
  readonly rateBp?: number;
  readonly message: Message;
};

/** As a hint, of a number: so many units, lines or nights more; verified by pricing the changed basket. */
export type CountHint = Omit<Hint, "base" | "actualMinor" | "requiredMinor" | "missingMinor"> & {
  /** The base or fact that counts them. */
  readonly counts: string;
  readonly by: "units" | "lines" | "nights";
  /** The line of which more is taken: the cheapest that counts, or the last night. */
  readonly line: string;
  readonly actual: number;
  readonly required: number;
  readonly missing: number;
  readonly payableNowMinor: Minor;
  readonly payableThenMinor: Minor;
};

/** A benefit earned but not taken yet: a blank may be given free. */
export type EarnedOffer = {
  readonly rule: string;
  readonly clause: string;
  readonly base: string;
  readonly actualMinor: Minor;
  readonly message: Message;
};

export type PricedBasket = {
  readonly pack: { readonly id: string; readonly version: number };
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly total: { readonly grossMinor: Minor; readonly discountMinor: Minor; readonly payableMinor: Minor };
  /** Value of each base of the pack (`eligible`: goods the programme may discount). */
  readonly bases: Readonly<Record<string, Minor>>;
  /** Rate on eligible lines, 0 if none is given. */
  readonly rateBp: number;
  /** The card that serves this receipt: the shown one, or a blank activated by it. */
  readonly servedBy: CardNumber | null;
  readonly cardMoves: readonly CardMove[];
  readonly refusals: readonly PricingRefusal[];
  /** What became of every rule, by lines that fared alike; put into words when first read. */
  readonly rulings: readonly Ruling[];
  /** The same line by line, written out when first read: a large receipt has very many. */
  readonly decisions: readonly Decision[];
  readonly hints: readonly Hint[];
  readonly countHints: readonly CountHint[];
  readonly earned: readonly EarnedOffer[];
  /** Sessions and visits given beside money. */
  readonly bonuses: readonly Bonus[];
  /** Rivals for the whole stay or receipt, with what each would save, and that line by line. */
  readonly rivals: readonly {
    readonly rules: readonly string[];
    readonly savedMinor: Minor;
    readonly amountsMinor: readonly Minor[];
  }[];
  /** Whether every choice of the best was proved; if not, nothing saves more than `boundMinor`. */
  readonly optimal: boolean;
  readonly boundMinor: Minor;
};

/** A benefit that is not money. */
export type Bonus = {
  readonly rule: string;
  readonly clause: string;
  readonly message: Message;
  /** Sessions credited to a person. */
  readonly sessions?: { readonly count: number; readonly to: string };
  /** Visits to these services at the rate: to each of them, or to one at choice. */
  readonly visit?: { readonly services: readonly string[]; readonly pick: "all" | "one"; readonly rateBp: number };
};
