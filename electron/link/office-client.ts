import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { ok, refuse, type Result, z } from "../../core/kernel/index.ts";
import { requestText, SyncFault } from "../../core/sync/index.ts";
import { sha256, type TillKey } from "./keys.ts";

/** `unreachable`: nobody answers · `strange`: somebody does, but not as head office · `refused`: it says why. */
export type OfficeFault =
  | { readonly kind: "unreachable" | "strange" }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string;
      readonly retryAfterMs?: number | undefined;
      /** The whole answer. */
      readonly body: unknown;
    };

export type Asked<T> = Result<T, OfficeFault>;

type Signed = { readonly terminal: string; readonly key: Pick<TillKey, "sign"> };
type AsWhom = Pick<Ask<unknown>, "by" | "path" | "now">;

export type Ask<T> = {
  readonly url: string;
  /** With its query. */
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly by?: Signed;
  /** Posted as JSON; without it the path is read. */
  readonly body?: unknown;
  readonly packed?: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly now: () => number;
};

const pack = promisify(gzip);
/** Texts of facts repeat themselves: the fastest level brings them to a tenth (measured). */
const packing = { level: constants.Z_BEST_SPEED };

/** Largest answer that is read: a page of the feed is below a megabyte. */
const maxAnswerBytes = 16 * 1024 * 1024;

export type OfficeRequest = {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
};

/** Asks head office once. Whatever happens is a value. */
export async function askOffice<T>(ask: Ask<T>): Promise<Asked<T>> {
  const plain = ask.body === undefined ? undefined : Buffer.from(JSON.stringify(ask.body));
  const { method, headers, body } = officeRequest(ask, plain && ask.packed ? await pack(plain, packing) : plain);
  try {
    const response = await fetch(new URL(ask.path, ask.url), {
      method,
      headers: { ...headers, ...(body && ask.packed ? { "content-encoding": "gzip" } : {}) },
      redirect: "error",
      signal: AbortSignal.any([ask.signal, AbortSignal.timeout(ask.timeoutMs)]),
      ...(body ? { body: Uint8Array.from(body) } : {}),
    });
    const { status } = response;
    return readAnswer(
      { status, retryAfter: response.headers.get("retry-after") },
      await readText(response),
      ask.answer,
    );
  } catch (error) {
    // fetch throws for all that is no answer: no network or host, a wrong certificate, a redirect, the time limit.
    if (error instanceof Error) return refuse({ kind: "unreachable" });
    throw error;
  }
}

export type FileAsk = Pick<Ask<unknown>, "url" | "path" | "by" | "signal" | "now"> & {
  /** First byte that is asked for; the rest of the file follows. */
  readonly from: number;
  /** Longest silence, in milliseconds. */
  readonly silenceMs: number;
};

/** A file of head office from a byte on, as it comes. Reading it throws when it is cut off. */
export async function streamOffice(ask: FileAsk): Promise<Asked<AsyncIterable<Uint8Array>>> {
  const silence = new AbortController();
  const ends = setTimeout(() => silence.abort(), ask.silenceMs);
  try {
    const response = await fetch(new URL(ask.path, ask.url), {
      headers: { range: `bytes=${ask.from}-`, "accept-encoding": "identity", ...officeRequest(ask, undefined).headers },
      redirect: "error",
      signal: AbortSignal.any([ask.signal, silence.signal]),
    });
    if (response.status === 206 && response.body) return ok(untilSilence(response.body, ends, silence));
    clearTimeout(ends);
    const answer = readAnswer(headOf(response), await readText(response), z.never());
    return answer.ok ? refuse({ kind: "strange" }) : answer;
  } catch (error) {
    clearTimeout(ends);
    if (error instanceof Error) return refuse({ kind: "unreachable" });
    throw error;
  }
}

/** A line that says nothing for so long is a dead one: the stream is cut off. */
async function* untilSilence(
  body: AsyncIterable<Uint8Array>,
  ends: NodeJS.Timeout,
  silence: AbortController,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of body) {
      ends.refresh();
      yield bytes;
    }
  } finally {
    clearTimeout(ends);
    silence.abort();
  }
}

/** What goes over the wire, signed over these very bytes. */
export function officeRequest({ by, path, now }: AsWhom, body: Uint8Array | undefined): OfficeRequest {
  const method = body ? "POST" : "GET";
  const accepts = { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) };
  if (!by) return { method, headers: accepts, body };
  const nonce = randomBytes(8).toString("hex");
  const time = now();
  const bodyHash = sha256(body ?? new Uint8Array());
  const text = requestText({ terminal: by.terminal, method, path, bodyHash, nonce, time });
  const signature = {
    "x-terminal": by.terminal,
    "x-time": String(time),
    "x-nonce": nonce,
    "x-signature": by.key.sign(text),
  };
  return { method, headers: { ...accepts, ...signature }, body };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const headOf = ({ status, headers }: Response): AnswerHead => ({ status, retryAfter: headers.get("retry-after") });

type AnswerHead = { readonly status: number; readonly retryAfter: string | null };

/** What head office said, or that it was not head office who said it. */
export function readAnswer<T>({ status, retryAfter }: AnswerHead, text: string, schema: z.ZodType<T>): Asked<T> {
  const json = parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = schema.safeParse(json);
    return answer.success ? ok(answer.data) : refuse({ kind: "strange" });
  }
  const fault = SyncFault.safeParse(json);
  const seconds = Number(retryAfter ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.min(seconds, longestHoldSeconds) * 1000 : undefined;
  // A proxy answers 502 and its like in words of its own.
  if (!fault.success && status < 500 && status !== 429) return refuse({ kind: "strange" });
  return refuse({ kind: "refused", status, code: fault.data?.code ?? "", retryAfterMs, body: json });
}

/** No answer can silence a till for longer. */
const longestHoldSeconds = 600;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The origin of what a person types as an address; undefined for what is none. On this machine no TLS is needed. */
export function officeAddress(typed: string): string | undefined {
  const text = typed.trim();
  const scheme = text.includes("://") ? "" : /^(localhost|127\.|\[::1\])/i.test(text) ? "http://" : "https://";
  const url = URL.parse(scheme + text);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  return url && isWeb && url.hostname !== "" && url.username === "" ? url.origin : undefined;
}
