import type { Refusal, RefusalKind, Settings, StatusView } from "../contract/index.ts";
import type { Instant, Json, Locale, Result, Text } from "../kernel/index.ts";
import { localDateTime, present, refuse } from "../kernel/index.ts";
import type { Message } from "../offer/index.ts";
import { messageText, type Pack } from "../programme/index.ts";
import type { Regulation } from "../regulation/index.ts";
import { foldShift, type Operator, type ShiftFigures } from "../shift/index.ts";
import type { JournalEntry } from "../sync/index.ts";
import { formatMessage, formatWithoutClause, type Say, type Texts } from "../text/index.ts";
import type { Item } from "../catalogue/index.ts";
import type { Ports, UndoStep } from "./ports.ts";
import {
  beginsOn,
  sellingOf,
  type InstalledPack,
  type InstalledRegulation,
  type PackShelf,
} from "./programme/pack-shelf.ts";

export type { InstalledPack };

export type Preview = { readonly token: string; readonly items: readonly Item[]; readonly errorCount: number };

/** How far a long command is. `total` is an estimate while the file is still being read. */
export type Progress = { readonly phase: "checking" | "writing"; readonly done: number; readonly total: number };

/** A command that runs in slices: whoever drives it lets other commands in between. */
export type Long<T> = Generator<Progress, Result<T, Refusal>>;

/** What a command does once its work on another thread is done: a write of its own, under what holds by then. */
export type Ending<T> = (ports: Ports, context: Context) => Result<T, Refusal>;

/** A command whose work is under way on another thread, or why it did not begin. */
export type Begun<T> = Result<Promise<Ending<T>>, Refusal>;

/**
 * The terminal's memory between two commands. Values are replaced, never changed in place, so that a shallow copy
 * brings everything back after a command that failed. What must survive a restart is in the ports.
 */
export type Terminal = {
  operator: Operator | null;
  /** Id of the programme that was chosen; null before that. */
  programme: string | null;
  /** Versions of the programme that sells here. */
  packs: readonly InstalledPack[];
  /** Versions of the programmes that apply beside it (`settings.beside`), as far as they read. */
  regulations: readonly InstalledRegulation[];
  readonly shelf: PackShelf;
  /** Lends its currency and time zone to the screens while no chosen programme is installed. Nothing is sold by it. */
  standIn: InstalledPack | null;
  settings: Settings;
  shift: ShiftFigures | null;
  undo: readonly UndoStep[];
  /** Hash of the pack of the open basket; null while it is empty. */
  begunWith: string | null;
  /** Id of the next basket, so that an empty one that is not stored yet keeps its name. */
  freshBasket: string;
  /** The open basket was found at the start and nobody has been told yet. */
  recovered: boolean;
  preview: Preview | null;
  /** An import that is under way: set true to stop it. */
  importing: { cancelled: boolean } | null;
  devices: StatusView["devices"];
  /** The chain was walked without a break since the start. */
  journalVerified: boolean;
  readonly demo: boolean;
  readonly version: string;
  /** What the last start had to repair, for the status. */
  readonly recovery: Text | null;
};

/** What a command may tell the screens about, once it is durable. */
export type Topic = "basket" | "session" | "status" | "shift";

export type CardBlocked = { readonly masked: string; readonly text: string; readonly inOpenBasket: boolean };

/** One command's surroundings, made for it and thrown away after it. */
export type Context = {
  readonly terminal: Terminal;
  readonly texts: Texts;
  readonly locale: Locale;
  readonly say: Say;
  readonly now: Instant;
  /** Who acts, checked by `permit`; null only where nobody need be signed in. */
  readonly operator: Operator | null;
  /** The manager who consented to this one action. */
  readonly override: Operator | null;
  /** Collected while the command runs, told after the commit. */
  readonly touched: Set<Topic>;
  readonly blocked: CardBlocked[];
};

/** Whether a programme was chosen and its pack is here: nothing is sold without. */
export function hasProgramme(terminal: Pick<Terminal, "packs" | "programme">): boolean {
  return terminal.packs.some((each) => each.pack.pack.id === terminal.programme);
}

/** The programme's pack that holds today; as long as a purchase is open, the one under which it was begun. */
export function packOf(context: Context): InstalledPack {
  const { terminal, now } = context;
  const begun = terminal.begunWith === null ? undefined : packByHash(context, terminal.begunWith);
  return begun ?? packAt(terminal, now);
}

/**
 * What says currency and time zone here: the programme that sells; at a desk that sells nothing, the first that applies
 * there.
 */
export function headerOf(context: Context): Regulation["pack"] {
  const { terminal } = context;
  const [first] = hasProgramme(terminal) ? [] : terminal.regulations;
  return first ? first.pack.pack : packOf(context).pack.pack;
}

export function packAt(terminal: Pick<Terminal, "packs" | "programme" | "standIn">, at: Instant): InstalledPack {
  const { packs, programme, standIn } = terminal;
  const asked = lastAsked.get(packs);
  if (asked?.programme === programme && asked.at === at) return asked.pack;
  const own = packs.filter((each) => each.pack.pack.id === programme);
  // Mostly there is one version, and the first date in a time zone takes 5 ms of a start.
  const begun = own.length > 1 ? own.filter((each) => hasBegun(each, at)) : own;
  const newest = begun.toSorted((a, b) => order(b, a))[0] ?? own[0];
  if (newest) lastAsked.set(packs, { programme, at, pack: newest });
  return present(newest ?? standIn, "a pack of the terminal");
}

function hasBegun(installed: InstalledPack, at: Instant): boolean {
  return beginsOn(installed) <= localDateTime(at, installed.pack.pack.timeZone);
}

/** A view puts the pack's words on each of its lines, and dates in a time zone are slow. */
const lastAsked = new WeakMap<
  readonly InstalledPack[],
  { readonly programme: string | null; readonly at: Instant; readonly pack: InstalledPack }
>();

function order(a: InstalledPack, b: InstalledPack): number {
  const [from, other] = [beginsOn(a), beginsOn(b)];
  return from === other ? a.pack.pack.version - b.pack.pack.version : from < other ? -1 : 1;
}

/** Wall clock of the place, which is that of its programme. */
export function localNow(context: Context): string {
  return localAt(context, context.now);
}

export function localAt(context: Context, at: Instant): string {
  return localDateTime(at, headerOf(context).timeZone);
}

/** A sentence of a pack in the operator's language; `hash` names the pack of a stored sale. */
export function packSay(context: Context, message: Message, hash?: string): string {
  return formatMessage(messageText(packBy(context, hash), message.key), message.params, context.locale);
}

/** The same without its clause. */
export function packSayBare(context: Context, message: Message, hash?: string): string {
  return formatWithoutClause(messageText(packBy(context, hash), message.key), message.params, context.locale);
}

function packBy(context: Context, hash: string | undefined): Pack {
  return (packByHash(context, hash) ?? packOf(context)).pack;
}

/** The pack that a stored receipt names, also one of a programme that was left. */
export function packByHash({ terminal }: Context, hash: string | undefined): InstalledPack | undefined {
  if (hash === undefined) return undefined;
  const here = terminal.packs.find((each) => each.hash === hash);
  const shelved = here ? undefined : terminal.shelf.byHash(hash);
  return here ?? (shelved ? sellingOf([shelved])[0] : undefined);
}

type RefusalMore = {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly clause?: string;
  readonly details?: NonNullable<Refusal["details"]>;
  /** Instead of the text of the kind: the pack's own sentence. */
  readonly message?: string;
};

/**
 * Figures of a text that may have a form of its own for a role (`storage-full_administrator`): nobody calls himself.
 */
export function spokenTo(operator: Operator | null, params: RefusalMore["params"] = {}) {
  return operator ? { ...params, context: operator.role } : params;
}

/** A refusal in the operator's language with its next steps. */
export function refusal(
  context: Pick<Context, "texts" | "locale" | "say" | "operator">,
  kind: RefusalKind,
  more: RefusalMore = {},
) {
  const { texts, locale, say } = context;
  const params = spokenTo(context.operator, more.params);
  const steps = texts.list(locale, `steps.${kind}`, params);
  const made: Refusal = {
    kind,
    message: more.message ?? say(`refusal.${kind}`, params),
    ...(steps.length > 0 ? { steps } : {}),
    ...(more.clause === undefined ? {} : { clause: more.clause }),
    ...(more.details === undefined ? {} : { details: more.details }),
  };
  return refuse(made);
}

/** Writes a fact in the name of whoever acts, under the open shift, and keeps the shift's figures up with it. */
export function record(
  ports: Ports,
  context: Context,
  fact: {
    readonly kind: string;
    readonly body: { readonly [key: string]: Json };
    readonly refs?: readonly string[];
    readonly actor?: Operator;
  },
): JournalEntry {
  const { terminal } = context;
  const actor = fact.actor ?? context.operator;
  const shift = terminal.shift ? [`shift:${terminal.shift.number}`] : [];
  const entry = ports.journal.append({
    kind: fact.kind,
    id: ports.ids.next(),
    actor: actor?.id ?? "system",
    role: actor?.role ?? "system",
    body: { ...fact.body, ...(context.override ? { override: context.override.id } : {}) },
    refs: [...new Set([...(fact.refs ?? []), ...shift])],
  });
  if (terminal.shift) {
    terminal.shift = foldShift(terminal.shift, entry);
    context.touched.add("shift");
  }
  return entry;
}
