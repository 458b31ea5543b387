import { spokenTo } from "../../core/commands/index.ts";
import type { Refusal, RefusalKind } from "../../core/contract/index.ts";
import type { Locale } from "../../core/kernel/index.ts";
import type { Operator } from "../../core/shift/index.ts";
import type { Say, Texts } from "../../core/text/index.ts";
import { StorageError, type StorageErrorKind } from "../../db/stores/index.ts";

const kinds: Readonly<Record<StorageErrorKind, RefusalKind>> = {
  "data-in-use": "data-in-use",
  "schema-newer": "schema-newer",
  "storage-full": "storage-full",
  "no-permission": "storage-failed",
  "storage-unfit": "storage-failed",
  "storage-damaged": "storage-failed",
  "backup-invalid": "backup-invalid",
};

/** Trouble with the disk as a refusal that says what is safe and what to do; undefined for anything else. */
export function refusalOfStorage(
  error: unknown,
  speaker: { readonly texts: Texts; readonly locale: Locale; readonly say: Say; readonly operator: Operator | null },
): Refusal | undefined {
  const cause = causeOf(error);
  if (!cause) return undefined;
  const kind = kinds[cause];
  const own = `storage.${cause}`;
  const params = spokenTo(speaker.operator);
  const message = speaker.say(speaker.texts.has(speaker.locale, own) ? own : `refusal.${kind}`, params);
  const steps = speaker.texts.list(speaker.locale, `steps.${kind}`, params);
  return { kind, message, ...(steps.length > 0 ? { steps } : {}), details: { cause } };
}

/** A failing system call (`ENOTDIR`, `EINVAL`) is as much a folder that cannot be used as one without permission. */
function causeOf(error: unknown): StorageErrorKind | undefined {
  if (error instanceof StorageError) return error.kind;
  return error instanceof Error && "syscall" in error ? "no-permission" : undefined;
}
