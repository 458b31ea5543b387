import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import {
  signedText,
  writeSigned,
  type ListsDocument,
  type PacksDocument,
  type RootDocument,
  type TimestampDocument,
  type TrustDocument,
  type TrustRole,
} from "../../../core/trust/index.ts";

const head = Buffer.from("302a300506032b6570032100", "hex");

export type TestKey = { readonly secret: KeyObject; readonly key: string };

export function newKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const der = publicKey.export({ format: "der", type: "spki" });
  return { secret: privateKey, key: der.subarray(head.length).toString("base64") };
}

export const tools = {
  digest: (text: string): string => createHash("sha256").update(text).digest("hex"),
  isSigned(text: string, signature: string, key: string): boolean {
    const known = createPublicKey({
      key: Buffer.concat([head, Buffer.from(key, "base64")]),
      format: "der",
      type: "spki",
    });
    return verify(null, Buffer.from(text), known, Buffer.from(signature, "base64"));
  },
};

export type TestKeys = Readonly<Record<TrustRole, readonly TestKey[]>>;

export function newKeys(): TestKeys {
  return {
    root: [newKey(), newKey(), newKey()],
    packs: [newKey(), newKey()],
    lists: [newKey()],
    timestamp: [newKey()],
  };
}

export const now = Date.parse("2026-01-15T12:00:00Z");
export const dayMs = 86_400_000;
export const terminal = "t-1";

export function rootOf(keys: TestKeys, version = 1, change: Partial<RootDocument> = {}): RootDocument {
  const named = (role: TrustRole, threshold: number) => ({ keys: keys[role].map(({ key }) => key), threshold });
  const roles = {
    root: named("root", 2),
    packs: named("packs", 2),
    lists: named("lists", 1),
    timestamp: named("timestamp", 1),
  };
  return { role: "root", version, issuedAt: now, expiresAt: now + 1000 * dayMs, roles, ...change };
}

export function signedBy(document: TrustDocument, keys: readonly TestKey[]): string {
  const text = signedText(document);
  const signatures = keys.map(({ secret, key }) => {
    return { key, signature: sign(null, Buffer.from(text), secret).toString("base64") };
  });
  return writeSigned(document, signatures);
}

export function packsOf(version = 1, change: Partial<PacksDocument> = {}): PacksDocument {
  const packs = [{ id: "p", version: 3, hash: tools.digest("pack"), length: 4, from: "2026-02-01", shards: ["main"] }];
  return { role: "packs", version, issuedAt: now, expiresAt: now + 100 * dayMs, packs, ...change };
}

export function listsOf(version = 1, change: Partial<ListsDocument> = {}): ListsDocument {
  const operators = { hash: tools.digest("people"), length: 6 };
  const dated = { version, issuedAt: now, expiresAt: now + 100 * dayMs };
  return { role: "lists", ...dated, terminal, catalogue: null, operators, ...change };
}

export const announced = (text: string, version = 1) => ({ version, hash: tools.digest(text) });

export function timestampOf(
  texts: { readonly packs: string; readonly lists: string },
  change: Partial<TimestampDocument> = {},
): TimestampDocument {
  const dated = { version: 2, issuedAt: now, expiresAt: now + dayMs };
  const named = { packs: announced(texts.packs), lists: announced(texts.lists) };
  return { role: "timestamp", ...dated, terminal, ...named, ...change };
}
