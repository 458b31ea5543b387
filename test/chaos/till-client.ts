import { randomBytes } from "node:crypto";
import { Agent, request as openRequest, type IncomingHttpHeaders } from "node:http";
import { acknowledgement, PushAnswer, requestText, type PushRequest } from "../../core/sync/index.ts";
import { isSigned, newSigningKey, readSigner, sha256, type Signer } from "../../hq/api/index.ts";
import type { FactBook } from "./fact-book.ts";

/** A till as head office sees one: a key, a life of its journal, and calls that it signs. */
export type Till = { readonly terminal: string; readonly generation: string; readonly signer: Signer };

export function newTill(terminal: string, generation = randomBytes(8).toString("hex")): Till {
  return { terminal, generation, signer: readSigner(newSigningKey()) };
}

export type Call = {
  readonly method: "GET" | "POST";
  /** With its query. */
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What JSON it was; the text when it was none. */
  readonly body: unknown;
};

const agent = new Agent({ keepAlive: true, maxSockets: 4096 });

/** Sends as it is; fails when nobody answers, or the answer is cut off. */
export function send(port: number, { method, path, body, headers = {} }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const sent = openRequest(
      { host: "127.0.0.1", port, method, path, agent, timeout: 60_000, headers: { ...type, ...length, ...headers } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          const isJson = answer.headers["content-type"]?.startsWith("application/json") === true;
          const status = answer.statusCode ?? 0;
          resolve({ status, headers: answer.headers, body: isJson ? JSON.parse(text) : text });
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The headers that prove who asks. */
export function signatureOf({ terminal, signer }: Till, { method, path, body = "" }: Call): Record<string, string> {
  const [nonce, time] = [randomBytes(8).toString("hex"), Date.now()];
  const text = requestText({ terminal, method, path, bodyHash: sha256(body), nonce, time });
  return { "x-terminal": terminal, "x-time": String(time), "x-nonce": nonce, "x-signature": signer.sign(text) };
}

export function ask(port: number, till: Till, call: Call): Promise<Answer> {
  return send(port, { ...call, headers: { ...call.headers, ...signatureOf(till, call) } });
}

export type Post = { readonly port: number; readonly till: Till; readonly path: string };

export function post({ port, till, path }: Post, input: unknown): Promise<Answer> {
  return ask(port, till, { method: "POST", path, body: JSON.stringify(input) });
}

export function batchOf(book: FactBook, generation: string, { from, count }: { from: number; count: number }) {
  const facts = Array.from({ length: count }, (_, at) => book.text(from + at));
  const batch: PushRequest = {
    generation,
    from,
    prev: book.chain(from - 1),
    chain: book.chain(from + count - 1),
    facts,
  };
  return batch;
}

/** How far head office says, under its own signature, that it has the journal. */
export function acknowledged(hqKey: string, till: Till, answer: unknown): { acked: number; chain: string } {
  const { acked, chain, signature } = PushAnswer.parse(answer);
  const { terminal, generation } = till;
  if (!isSigned(acknowledgement({ terminal, generation, acked, chain }), signature, hqKey)) {
    throw new Error(`head office did not sign that it has ${acked} facts of ${terminal}`);
  }
  return { acked, chain };
}
