import { ok, refuse, type Instant, type Result } from "../kernel/index.ts";
import {
  ListsDocument,
  PacksDocument,
  RootDocument,
  TimestampDocument,
  type Announced,
  type TrustDocument,
  type TrustRole,
} from "./documents.ts";
import type { KnownTrust } from "./known-trust.ts";
import { checkSigners, openSigned, type TrustFault, type TrustTools } from "./signed-document.ts";

/** The root by which a terminal begins: it is believed because of how it came, and must hold by its own keys. */
export function pinRoot(tools: TrustTools, text: string): Result<RootDocument, TrustFault> {
  const opened = openSigned(text, RootDocument, "root");
  if (!opened.ok) return opened;
  const signed = checkSigners(tools, opened.value, [opened.value.document]);
  return signed.ok ? ok(opened.value.document) : signed;
}

/**
 * The next root after the one that is believed: of the version right behind it, signed by enough keys of both, so that
 * neither old keys alone nor new ones alone can change whom this till believes.
 */
export function acceptRoot(tools: TrustTools, trusted: RootDocument, text: string): Result<RootDocument, TrustFault> {
  const opened = openSigned(text, RootDocument, "root");
  if (!opened.ok) return opened;
  const { document } = opened.value;
  if (document.version <= trusted.version) return refuse({ role: "root", rule: "older-version" });
  if (document.version > trusted.version + 1) return refuse({ role: "root", rule: "version-skipped" });
  const signed = checkSigners(tools, opened.value, [trusted, document]);
  return signed.ok ? ok(document) : signed;
}

export type Judged = {
  readonly root: RootDocument;
  readonly terminal: string;
  /** The till's clock: data, by which nothing but expiry is judged. */
  readonly now: Instant;
};

/** The newest timestamp: not expired, and not older than one that was taken, so that nobody can hold the till back. */
export function acceptTimestamp(
  tools: TrustTools,
  judged: Judged,
  { text, known }: { readonly text: string; readonly known: KnownTrust["timestamp"] },
): Result<TimestampDocument, TrustFault> {
  const { root, now, terminal } = judged;
  if (root.expiresAt <= now) return refuse({ role: "root", rule: "expired" });
  const opened = openSigned(text, TimestampDocument, "timestamp");
  if (!opened.ok) return opened;
  const { document } = opened.value;
  const signed = checkSigners(tools, opened.value, [root]);
  if (!signed.ok) return signed;
  if (document.terminal !== terminal) return refuse({ role: "timestamp", rule: "other-terminal" });
  if (known && document.version < known.version) return refuse({ role: "timestamp", rule: "older-version" });
  return inTerm(document, now);
}

export type Expected = { readonly announced: Announced; readonly known: { readonly version: number } | null };

/** The packs' document that a timestamp announced. */
export function acceptPacks(
  tools: TrustTools,
  judged: Judged,
  { text, ...expected }: Expected & { readonly text: string },
): Result<PacksDocument, TrustFault> {
  const opened = openSigned(text, PacksDocument, "packs");
  if (!opened.ok) return opened;
  const signed = checkSigners(tools, opened.value, [judged.root]);
  if (!signed.ok) return signed;
  const fits = asAnnounced(opened.value.document, tools.digest(text), expected);
  return fits.ok ? inTerm(opened.value.document, judged.now) : fits;
}

/** The lists' document that a timestamp announced, for this terminal. */
export function acceptLists(
  tools: TrustTools,
  judged: Judged,
  { text, ...expected }: Expected & { readonly text: string },
): Result<ListsDocument, TrustFault> {
  const opened = openSigned(text, ListsDocument, "lists");
  if (!opened.ok) return opened;
  const { document } = opened.value;
  const signed = checkSigners(tools, opened.value, [judged.root]);
  if (!signed.ok) return signed;
  if (document.terminal !== judged.terminal) return refuse({ role: "lists", rule: "other-terminal" });
  const fits = asAnnounced(document, tools.digest(text), expected);
  return fits.ok ? inTerm(document, judged.now) : fits;
}

type Versioned = { readonly role: TrustRole; readonly version: number };

function asAnnounced(
  { role, version }: Versioned,
  hash: string,
  { announced, known }: Expected,
): Result<null, TrustFault> {
  if (known && version < known.version) return refuse({ role, rule: "older-version" });
  const isIt = announced.version === version && announced.hash === hash;
  return isIt ? ok(null) : refuse({ role, rule: "not-as-announced" });
}

function inTerm<D extends TrustDocument>(document: D, now: Instant): Result<D, TrustFault> {
  return document.expiresAt > now ? ok(document) : refuse({ role: document.role, rule: "expired" });
}
