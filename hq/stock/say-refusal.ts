import type { StockRefusal } from "../../core/stock/index.ts";
import type { StockSaid } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { nameHolders } from "./names.ts";
import type { StockProgramme } from "./programme.ts";

/** A refusal in the programme's words, with its clause and what the sentence names. */
export async function sayRefusal(sql: Sql, programme: StockProgramme, refusal: StockRefusal): Promise<StockSaid> {
  const { kind, number, day, detail, holder, message } = refusal;
  const ground = programme.rules.refusals[kind];
  const key = message ?? ground.message;
  const names = await nameHolders(sql, programme.id, holder === undefined ? [] : [holder]);
  return {
    clause: ground.clause,
    text: programme.pack.messages[key] ?? { ru: key, be: key, en: key },
    ...(number === undefined ? {} : { number }),
    ...(day === undefined ? {} : { day }),
    ...(detail === undefined ? {} : { detail }),
    ...(holder === undefined ? {} : { holder: { holder, name: names(holder) } }),
  };
}
