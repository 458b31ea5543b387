import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** DER head of an Ed25519 public key; its 32 bytes follow (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** `key` is 32 bytes in base64; false for anything that is no key or no signature, or is spelt otherwise than we do. */
export function isSigned(text: string, signature: string, key: string): boolean {
  const [raw, signed] = [Buffer.from(key, "base64"), Buffer.from(signature, "base64")];
  if (raw.length !== 32 || signed.toString("base64") !== signature) return false;
  const known = createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), known, signed);
}

export type Signer = {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  /** 64 bytes, base64, over the UTF-8 of the text. */
  sign(text: string): string;
};

function signerOf(key: KeyObject): Signer {
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKey: der.subarray(spkiHead.length).toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
  };
}

/** From PKCS#8 in base64, as `newSigningKey` makes it. */
export function readSigner(pkcs8: string): Signer {
  return signerOf(createPrivateKey({ key: Buffer.from(pkcs8, "base64"), format: "der", type: "pkcs8" }));
}

export function newSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
}
