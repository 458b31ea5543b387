import * as z from "zod";
import { requestText, Signature, syncLimits, TerminalId } from "../../core/sync/index.ts";
import { findTerminal, type Sql, type Terminal } from "../ledger/index.ts";
import { Fault } from "./fault.ts";
import { isSigned, sha256 } from "./keys.ts";

const Headers = z.object({
  "x-terminal": TerminalId,
  // As it is signed: no other spelling of the same number.
  "x-time": z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/)
    .transform(Number),
  "x-nonce": z.string().regex(/^[0-9a-f]{16}$/),
  "x-signature": Signature,
});

export type SignedRequest = {
  readonly method: string;
  /** Path with its query, as it was asked for. */
  readonly url: string;
  readonly headers: unknown;
  /** Exact bytes; empty without a body. */
  readonly body: Uint8Array;
};

export type Identify = (request: SignedRequest, now: number) => Promise<Terminal>;

/**
 * Who asks, proved by the terminal's own key over method, path, body, nonce and time. The till's clock is not judged; a
 * nonce seen within ten minutes of this gateway's own time is a replay. Throws a `Fault`.
 */
export function createIdentify(sql: Sql, proves = isSigned): Identify {
  const seen = createNonceMemory();
  return async ({ method, url, headers, body }, now) => {
    const read = Headers.safeParse(headers);
    if (!read.success)
      throw new Fault(401, "unsigned", { message: "x-terminal, x-time, x-nonce and x-signature are needed" });
    const { "x-terminal": name, "x-time": time, "x-nonce": nonce, "x-signature": signature } = read.data;
    const terminal = await findTerminal(sql, name);
    if (!terminal) throw new Fault(401, "terminal-unknown", { message: "no such terminal" });
    const text = requestText({ terminal: name, method, path: url, bodyHash: sha256(body), nonce, time });
    if (!proves(text, signature, terminal.publicKey))
      throw new Fault(401, "signature-wrong", { message: "not signed by its key" });
    if (terminal.revokedAt !== null) throw new Fault(403, "revoked", { message: "this terminal's key was revoked" });
    if (!seen.isNew(`${name} ${nonce}`, now))
      throw new Fault(409, "replayed", { message: "this request was seen before" });
    return terminal;
  };
}

/** Two halves of the time, so that forgetting costs nothing. */
function createNonceMemory() {
  let [young, old] = [new Set<string>(), new Set<string>()];
  let turned = 0;
  return {
    isNew(nonce: string, now: number): boolean {
      if (now - turned >= syncLimits.nonceLifeMs) {
        [young, old] = [new Set(), now - turned >= 2 * syncLimits.nonceLifeMs ? new Set() : young];
        turned = now;
      }
      if (young.has(nonce) || old.has(nonce)) return false;
      young.add(nonce);
      return true;
    },
  };
}
