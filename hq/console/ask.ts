import * as z from "zod";
import type { Text } from "../../core/kernel/index.ts";
import {
  consoleCalls,
  StockSaid,
  type ConsoleCallName,
  type ConsoleInput,
  type ConsoleOutput,
} from "../console-contract/index.ts";

const Detail = z.object({ ru: z.string(), be: z.string(), en: z.string() });

/** Why nothing came of it; `code` is worded by the page. */
export type Refused = {
  readonly code: string;
  readonly seconds?: number;
  /** What exactly, where the code says it not all. */
  readonly detail?: Text;
  /** The programme's own words, with the clause. */
  readonly said?: StockSaid;
};
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

/** One call of head office. Whatever goes wrong is an answer. */
export async function ask<K extends ConsoleCallName>(
  name: K,
  input: ConsoleInput<K>,
): Promise<Asked<ConsoleOutput<K>>> {
  const answer = await send(name, input);
  if (answer === null) return { ok: false, refused: { code: "no-connection" } };
  if (!answer.ok) return { ok: false, refused: refusedBy(answer.body) };
  const read = consoleCalls[name].output.safeParse(answer.body);
  // A page of another version than head office: loading it again helps.
  if (!read.success) return { ok: false, refused: { code: "other-version" } };
  return { ok: true, value: read.data as ConsoleOutput<K> };
}

async function send(name: string, input: object): Promise<{ readonly ok: boolean; readonly body: unknown } | null> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`/console/api/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
    return { ok: answer.ok, body: await answer.json() };
  } catch (error) {
    console.info(error);
    return null;
  }
}

function refusedBy(body: unknown): Refused {
  if (typeof body !== "object" || body === null || !("code" in body)) return { code: "failed" };
  const seconds = "seconds" in body && typeof body.seconds === "number" ? { seconds: body.seconds } : {};
  const detail = "detail" in body ? Detail.safeParse(body.detail).data : undefined;
  const said = "said" in body ? StockSaid.safeParse(body.said) : undefined;
  return {
    code: String(body.code),
    ...seconds,
    ...(detail === undefined ? {} : { detail }),
    ...(said?.success ? { said: said.data } : {}),
  };
}
