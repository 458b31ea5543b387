import type * as z from "zod";
import {
  feedPage,
  FeedQuery,
  HelloRequest,
  LeaseRequest,
  PushRequest,
  RightsRequest,
  type FeedAnswer,
} from "../../core/sync/index.ts";
import { feedPosition, grantLease, grantRights, noteContact, readFeed, type Terminal } from "../ledger/index.ts";
import { Fault } from "./fault.ts";
import type { FeedWatch } from "./feed-watch.ts";
import { snapshot } from "./snapshot-calls.ts";
import { hello, push, type House } from "./talk.ts";

/** What answers tills, whatever brings their calls. */
export type Desk = House & { readonly watch: FeedWatch };

/** A call of a till that was proved to be its own. Reads the input; throws a `Fault`. */
export type TillCall = (desk: Desk, terminal: Terminal, input: unknown) => Promise<unknown>;

function call<T>(schema: z.ZodType<T>, work: (desk: Desk, terminal: Terminal, input: T) => Promise<unknown>): TillCall {
  return (desk, terminal, input) => work(desk, terminal, parse(schema, input));
}

/** Posted as JSON. */
export const postedCalls: Readonly<Record<string, TillCall>> = {
  "/v1/hello": call(HelloRequest, hello),
  "/v1/push": call(PushRequest, push),
  "/v1/lease": call(LeaseRequest, ({ sql }, terminal, input) => grantLease(sql, holderOf(terminal, input), input)),
  "/v1/rights": call(RightsRequest, ({ sql }, terminal, input) => grantRights(sql, holderOf(terminal, input), input)),
};

/** Asked for by their path and its query. */
export const readCalls: Readonly<Record<string, TillCall>> = {
  "/v1/feed": call(FeedQuery, feed),
  "/v1/snapshot": snapshot,
};

/** A till that only waits for lines is heard of, too; a minute is exact enough. */
const contactMs = 60_000;

/** Numbers and rights belong to the life of a journal that is believed: an older one may be a copy's. */
function holderOf({ terminal, generation, forkedAt }: Terminal, asked: { readonly generation: string }): string {
  if (forkedAt !== null) throw new Fault(422, "forked", { message: "a person has to decide about this terminal" });
  if (asked.generation !== generation)
    throw new Fault(409, "other-generation", { message: "the till has begun another life: greet first" });
  return terminal;
}

/** A page behind the cursor; without one it waits, so that a block is known within moments. */
async function feed(desk: Desk, terminal: Terminal, query: FeedQuery): Promise<FeedAnswer> {
  const { shard, after, limit, wait } = query;
  if (shard !== terminal.shard)
    throw new Fault(403, "other-shard", { message: "a till reads the feed of its own shard" });
  if (desk.now() - terminal.lastContact >= contactMs)
    await noteContact(desk.sql, { terminal: terminal.terminal, now: desk.now() });
  await checkKept(desk, shard, after);
  if (wait > 0) await desk.watch.pastOrLater(shard, after, wait);
  const lines = await readFeed(desk.sql, { shard, pos: after }, limit);
  // They may have been trimmed while this call waited or read.
  if (lines[0]?.pos !== after + 1) await checkKept(desk, shard, after);
  const page = { shard, after, next: lines.at(-1)?.pos ?? after, hqTime: desk.now(), lines };
  return { lines, next: page.next, hqTime: page.hqTime, signature: desk.signer.sign(feedPage(page)) };
}

async function checkKept({ sql }: Desk, shard: string, after: number): Promise<void> {
  const { keptFrom } = await feedPosition(sql, shard);
  if (after < keptFrom)
    throw new Fault(410, "snapshot", { message: "lines this old are kept in a snapshot", pos: keptFrom });
}

/** The value as the schema has it, or what is wrong with it and where. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Fault(400, "invalid", { message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` });
}
