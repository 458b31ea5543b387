import type { PackReview } from "../../core/review/index.ts";
import type { Log } from "../api/index.ts";
import type { SignedIn } from "../console-store/index.ts";
import type { Sql } from "../ledger/index.ts";
import type { StockProgramme } from "../stock/index.ts";
import type { TrustKeys } from "../trust/index.ts";
import type { Passwords } from "./passwords.ts";

/** What the console's calls work with. */
export type ConsoleHouse = {
  readonly sql: Sql;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly passwords: Passwords;
  /** What packs and lists for tills are signed by. */
  readonly keys: TrustKeys;
  /** Reviews of packs that were made lately, by what they were made of. */
  readonly reviews: Map<string, PackReview>;
  readonly log: Log;
  /** Programmes whose card blanks are kept here. */
  readonly stock: readonly StockProgramme[];
  /** Lines were written to a shard's feed: whoever waits for one is told. */
  readonly moved: (shard: string, pos: number) => void;
};

/** One call by somebody whose right was checked. */
export type Desk = ConsoleHouse & { readonly person: SignedIn };
