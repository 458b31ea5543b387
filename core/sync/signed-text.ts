import { canonicalJson } from "../kernel/index.ts";
import type { FeedLine } from "./protocol.ts";

/**
 * Texts that are signed, in UTF-8. Each begins with its own word, so that a signature under one can never be shown as
 * one under another.
 */

/** A till's request. `path` includes the query; `bodyHash` is the SHA-256 of the body's exact bytes. */
export type RequestToSign = {
  readonly terminal: string;
  readonly method: string;
  readonly path: string;
  readonly bodyHash: string;
  readonly nonce: string;
  readonly time: number;
};

export function requestText({ terminal, method, path, bodyHash, nonce, time }: RequestToSign): string {
  return ["request", terminal, method, path, bodyHash, nonce, time].join("\n");
}

export type Acknowledged = {
  readonly terminal: string;
  readonly generation: string;
  readonly acked: number;
  readonly chain: string;
};

/** Head office has stored everything up to `acked`, and the journal's chain there is `chain`. */
export function acknowledgement({ terminal, generation, acked, chain }: Acknowledged): string {
  return ["acknowledged", terminal, generation, acked, chain].join("\n");
}

export type FeedPage = {
  readonly shard: string;
  readonly after: number;
  readonly next: number;
  readonly hqTime: number;
  readonly lines: readonly FeedLine[];
};

/** A page of the feed as it follows a cursor: a line can be neither changed nor left out. */
export function feedPage({ shard, after, next, hqTime, lines }: FeedPage): string {
  return ["feed", shard, after, next, hqTime, canonicalJson(lines)].join("\n");
}

/** What a till may load in place of the feed: nothing of it can be changed, and it is for one till alone. */
export function snapshotText(manifest: string): string {
  return `snapshot\n${manifest}`;
}
