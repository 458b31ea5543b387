import { earliestEffective, type Calendar } from "../calendar/index.ts";
import type { LocalDate, Text } from "../kernel/index.ts";
import { locales } from "../kernel/index.ts";
import type { Finding } from "../lint/index.ts";
import { readPack, type AnyPack } from "../packs/index.ts";
import type { Pack } from "../programme/index.ts";
import { basketText } from "./basket-text.ts";
import { diffPacks } from "./diff-packs.ts";
import { lintAny } from "./lint-any.ts";

/** One step of the way to a publication, as the document orders it. */
export type SignOffStep = { readonly do: string; readonly by: string; readonly clause: string };

/** What whoever decides about a version has to know of it. */
export type PackReview = {
  readonly findings: readonly {
    readonly severity: Finding["severity"];
    readonly clause: string;
    readonly rule: string;
    readonly text: Text;
    /** A receipt that shows it; empty where there is none. */
    readonly example: Text;
  }[];
  /** Against the version in force, in words; null where there is none, or the kind of pack has no rules to compare. */
  readonly changes: { readonly [locale in keyof Text]: readonly string[] } | null;
  /** Who signs before it is published, in order; none where the document asks for none. */
  readonly steps: readonly SignOffStep[];
  /** First day on which it may hold if it is published today, and the clause that says so; null: any day. */
  readonly earliest: { readonly date: LocalDate; readonly clause: string } | null;
};

export type ReviewContext = {
  readonly calendar: Calendar | undefined;
  /** Text of the version in force; undefined for a programme's first. */
  readonly previous: string | undefined;
  readonly today: LocalDate;
};

/** Looks a pack through: what lint finds, what changes, who signs, how soon it may hold. */
export function reviewPack(json: string, { calendar, previous, today }: ReviewContext): PackReview {
  const [after, before] = [readPack(json), previous === undefined ? undefined : readPack(previous)];
  const was = before?.ok && before.value.kind === "selling" ? before.value.pack : undefined;
  const found = lintAny(sourceOf(json), {
    calendar,
    previous: was,
    published: previous === undefined ? undefined : today,
  });
  // Head office says the day itself, so a day that the file names too early only moves it.
  const tooEarly = found.filter(({ kind, rule }) => kind === "notice-broken" && rule !== "termination");
  const notices = ["regulation", ...tooEarly.map(({ rule }) => rule)];
  return {
    findings: found
      .filter((one) => !tooEarly.includes(one))
      .map(({ severity, clause, rule, text, example }) => {
        return {
          severity,
          clause,
          rule,
          text,
          example: inAll((locale) => (example ? basketText(example, locale) : "")),
        };
      }),
    changes: after.ok && was && after.value.kind === "selling" ? changesOf(was, after.value.pack) : null,
    steps: after.ok ? signOffSteps(after.value) : [],
    earliest: after.ok && previous !== undefined ? earliestOf(after.value, notices, { calendar, today }) : null,
  };
}

function sourceOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return json;
    throw error;
  }
}

function changesOf(before: Pack, after: Pack): NonNullable<PackReview["changes"]> {
  return inAll((locale) => diffPacks({ pack: before }, { pack: after }, locale));
}

function inAll<T>(say: (locale: keyof Text) => T): { readonly [locale in keyof Text]: T } {
  const [ru, be, en] = locales;
  return { ru: say(ru), be: say(be), en: say(en) };
}

/** What a document has decided and signed before it publishes: of the workflow that ends in a decision. */
export function signOffSteps(read: AnyPack): SignOffStep[] {
  if (read.kind !== "selling") return [];
  const flow = Object.values(read.pack.workflows).find(({ steps }) => steps.some((step) => step.do === "decide"));
  if (!flow) return [];
  const last = flow.steps.findIndex((step) => step.do === "decide");
  return flow.steps.slice(0, last + 1).flatMap(({ do: what, by, clause }) => {
    return by.split(", ").map((one) => ({ do: what, by: one, clause }));
  });
}

type Published = Pick<ReviewContext, "calendar" | "today">;

/** By those of the document's notices that this change needs: published today, and the days that must pass. */
function earliestOf(read: AnyPack, names: readonly string[], { calendar, today }: Published): PackReview["earliest"] {
  if (read.kind !== "selling" || !calendar) return null;
  const { notices } = read.pack;
  const days = names.flatMap((name) => {
    const notice = notices[name];
    const earliest = notice && notice.terms.length > 0 ? earliestEffective(notice, today, calendar) : undefined;
    return notice && earliest?.ok ? [{ date: earliest.value, clause: notice.clause }] : [];
  });
  return days.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0] ?? null;
}
