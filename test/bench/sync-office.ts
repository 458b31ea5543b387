import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { SqlValue } from "../../hq/ledger/index.ts";
import { chainStart, type PushRequest } from "../../core/sync/index.ts";
import { factBook } from "../chaos/fact-book.ts";
import { batchOf, newTill, send, signatureOf, type Call, type Till } from "../chaos/till-client.ts";

/** Head office in a process of its own, as the bench sees it. */
export type BenchOffice = {
  readonly name: string;
  readonly port: number;
  query(text: string, values?: readonly SqlValue[]): Promise<readonly Record<string, unknown>[]>;
  stop(): void;
};

const Started = z.object({ port: z.int() });
const Rows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

/** `where`: address of a PostgreSQL, or a folder for PGlite. */
export async function startBenchOffice(name: string, where: string): Promise<BenchOffice> {
  const child = fork("test/bench/sync-office-child.ts", [where], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const { port } = Started.parse(await message(child));
  return {
    name,
    port,
    async query(text, values = []) {
      const answered = message(child);
      child.send({ text, values });
      return Rows.parse(await answered).rows;
    },
    stop: () => child.disconnect(),
  };
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("the gateway's process ended"));
    child.once("exit", gone);
    child.once("message", (said) => {
      child.off("exit", gone);
      resolve(said);
    });
  });
}

/** Tills that are enrolled and in the first life of their journals. */
export async function enrolMany({ query }: BenchOffice, count: number): Promise<Till[]> {
  const tills = Array.from({ length: count }, () => newTill(`bench-${randomUUID()}`));
  await query("INSERT INTO shard (shard) VALUES ('main') ON CONFLICT (shard) DO NOTHING");
  await query(
    `INSERT INTO terminal (terminal_id, name, shard, public_key, generation, chain, enrolled_at)
     SELECT id, id, 'main', key, gen, $4, 0 FROM unnest($1::text[], $2::text[], $3::text[]) AS fresh (id, key, gen)`,
    [
      tills.map(({ terminal }) => terminal),
      tills.map(({ signer }) => signer.publicKey),
      tills.map(({ generation }) => generation),
      chainStart,
    ],
  );
  return tills;
}

/** Batches made and signed beforehand: what is timed is head office, not the thirty-two tills of this process. */
export function preparedPushes(till: Till, { events, batch }: { events: number; batch: number }): Call[] {
  const book = factBook(till.terminal);
  const calls: Call[] = [];
  for (let from = 1; from <= events; from += batch) {
    const count = Math.min(batch, events - from + 1);
    calls.push(signedPush(till, batchOf(book, till.generation, { from, count })));
  }
  return calls;
}

export function signedPush(till: Till, batch: PushRequest): Call {
  const call: Call = { method: "POST", path: "/v1/push", body: JSON.stringify(batch) };
  return { ...call, headers: signatureOf(till, call) };
}

/** One after the other, as a till does. */
export async function sendAll(port: number, calls: readonly Call[]): Promise<void> {
  for (const call of calls) {
    const { status, body } = await send(port, call);
    if (status !== 200) throw new Error(`${call.path}: ${status} ${JSON.stringify(body)}`);
  }
}
