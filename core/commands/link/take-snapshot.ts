import { ok, type Result } from "../../kernel/index.ts";
import { takeListedCard } from "../../sync/index.ts";
import { openBasket } from "../basket/open-basket.ts";
import type { Context } from "../context.ts";
import type { Adoption, Ports } from "../ports.ts";
import { keep, knownCard, tell } from "./take-feed.ts";

/** A snapshot on its way into use. */
export type NewList = {
  readonly adoption: Adoption;
  /** Place of the feed that it stands for. */
  readonly pos: number;
  /** Own facts up to here are contained in it. */
  readonly answered: number;
};

/**
 * Takes head office's word from a snapshot that is not in use yet for cards that this till has changed, as if lines had
 * told it: a few at a time, so that nobody waits for all.
 */
export function takeListed(
  ports: Ports,
  context: Context,
  { adoption, answered, numbers }: Omit<NewList, "pos"> & { readonly numbers: readonly string[] },
): Result<null, never> {
  for (const number of numbers) {
    const listed = adoption.listed(number);
    const taken = listed && takeListedCard(listed, knownCard(ports, number), answered);
    if (taken) keep(ports, context, taken);
  }
  return ok(null);
}

/**
 * The snapshot takes the place of the one in use and of all lines since, and the cursor goes to where it stands, in one
 * transaction. `rest`: own changes that were not held against it yet. What it does to the open basket is told.
 */
export function takeSnapshot(
  ports: Ports,
  context: Context,
  { rest, ...list }: NewList & { readonly rest: readonly string[] },
): Result<null, never> {
  takeListed(ports, context, { ...list, numbers: rest });
  const number = openBasket(ports, context).card?.number;
  const before = number === undefined ? undefined : ports.cards.find(number)?.status;
  list.adoption.commit();
  ports.sync.stoodFor(list.pos);
  ports.sync.noteContact(context.now);
  context.touched.add("status");
  const after = number === undefined ? undefined : ports.cards.find(number)?.status;
  if (number !== undefined && after !== before) tell(ports, context, { number, status: after });
  return ok(null);
}
