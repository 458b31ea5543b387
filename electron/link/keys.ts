import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** DER head of an Ed25519 public key; its 32 bytes follow (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

export const sha256 = (bytes: string | Uint8Array): string => hash("sha256", bytes, "hex");

/** Whether `signature` over the UTF-8 of `text` is that of `key`, both base64. */
export function isSigned(text: string, signature: string, key: string): boolean {
  const raw = Buffer.from(key, "base64");
  if (raw.length !== 32) return false;
  const known = createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), known, Buffer.from(signature, "base64"));
}

export type TillKey = {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  /** PKCS#8, base64: what is sealed. */
  readonly secret: string;
  /** 64 bytes, base64. */
  sign(text: string): string;
};

export function newTillKey(): TillKey {
  return keyOf(generateKeyPairSync("ed25519").privateKey);
}

/** Undefined for what is no key. */
export function readTillKey(secret: string): TillKey | undefined {
  try {
    return keyOf(createPrivateKey({ key: Buffer.from(secret, "base64"), format: "der", type: "pkcs8" }));
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function keyOf(key: KeyObject): TillKey {
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKey: der.subarray(spkiHead.length).toString("base64"),
    secret: key.export({ format: "der", type: "pkcs8" }).toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
  };
}
