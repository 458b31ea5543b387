import { canonicalJson, ok, refuse, type Result, type z } from "../kernel/index.ts";
import { Signed, type RootDocument, type TrustDocument, type TrustRole } from "./documents.ts";

/** What only a machine can compute: SHA-256 in hex of the UTF-8 of a text, and whether a signature over one holds. */
export type TrustTools = {
  digest(text: string): string;
  isSigned(text: string, signature: string, key: string): boolean;
};

/**
 * Which rule a document broke. `unreadable`: not in the one form it may have · `wrong-role`: a document of another kind
 * · `wrong-signature` · `unknown-key`: signed by somebody who may not · `too-few-signatures` · `older-version`: than
 * was taken before · `version-skipped`: of the root · `expired` · `other-terminal` · `not-as-announced`: the
 * parts do not belong together.
 */
export const trustRules = [
  "unreadable",
  "wrong-role",
  "wrong-signature",
  "unknown-key",
  "too-few-signatures",
  "older-version",
  "version-skipped",
  "expired",
  "other-terminal",
  "not-as-announced",
] as const;
export type TrustRule = (typeof trustRules)[number];
export type TrustFault = { readonly role: TrustRole | "file"; readonly rule: TrustRule };

/** What is signed: it begins with a word of its own, as all signed texts here. */
export function signedText(document: TrustDocument): string {
  return ["trust", document.role, canonicalJson(document)].join("\n");
}

type Signature = { readonly key: string; readonly signature: string };

/** The one form in which a document is written. */
export function writeSigned(document: TrustDocument, signatures: readonly Signature[]): string {
  return canonicalJson({ signed: document, signatures });
}

export type Opened<D> = { readonly document: D; readonly signatures: readonly Signature[] };

/** Reads a document of this role. Whoever changes a byte of it, also of its spacing, breaks it. Trusts nothing yet. */
export function openSigned<D extends TrustDocument>(
  text: string,
  schema: z.ZodType<D>,
  role: TrustRole,
): Result<Opened<D>, TrustFault> {
  const signed = Signed.safeParse(readJson(text)).data;
  if (!signed || canonicalJson(signed) !== text) return refuse({ role, rule: "unreadable" });
  if (signed.signed["role"] !== role) return refuse({ role, rule: "wrong-role" });
  const document = schema.safeParse(signed.signed).data;
  return document ? ok({ document, signatures: signed.signatures }) : refuse({ role, rule: "unreadable" });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Whether enough of those signed whom each of these roots names for the role, and nobody else. One key signs once; a
 * signature that does not hold spoils the document even where there are enough without it.
 */
export function checkSigners(
  tools: TrustTools,
  { document, signatures }: Opened<TrustDocument>,
  roots: readonly RootDocument[],
): Result<null, TrustFault> {
  const { role } = document;
  const named = roots.map(({ roles }) => roles[role]);
  const signers = new Set(signatures.map(({ key }) => key));
  if (signers.size < signatures.length) return refuse({ role, rule: "too-few-signatures" });
  if ([...signers].some((key) => !named.some(({ keys }) => keys.includes(key))))
    return refuse({ role, rule: "unknown-key" });
  const text = signedText(document);
  if (signatures.some(({ key, signature }) => !tools.isSigned(text, signature, key)))
    return refuse({ role, rule: "wrong-signature" });
  const isEnough = named.every(({ keys, threshold }) => keys.filter((key) => signers.has(key)).length >= threshold);
  return isEnough ? ok(null) : refuse({ role, rule: "too-few-signatures" });
}
