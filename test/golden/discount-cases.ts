import * as z from "zod";
import type { Calendar } from "../../core/programme/index.ts";
import { differences } from "./compare.ts";
import { loadPack } from "./load-pack.ts";
import type { GoldenFile, Outcome } from "./outcome.ts";
import { organiserKinds } from "./organiser-kinds.ts";
import { campaignKinds } from "./campaign-kinds.ts";
import { schoolKinds } from "./school-kinds.ts";
import { returnKinds } from "./return-kinds.ts";
import { shopKinds } from "./shop-kinds.ts";
import { trainingKinds } from "./training-kinds.ts";
import type { Kind } from "./kind.ts";

const Case = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  clauses: z.array(z.string()),
  settings: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])).optional(),
  given: z.unknown(),
  expect: z.unknown(),
  arithmetic: z.string().optional(),
});

const File = z.looseObject({
  programme: z.string(),
  calendar: z.strictObject({
    weekend: z.array(z.string()),
    daysOff: z.array(z.string()),
    workingWeekends: z.array(z.string()),
  }),
});

const kinds: readonly Kind[] = [
  ...shopKinds,
  ...returnKinds,
  ...organiserKinds,
  ...schoolKinds,
  ...trainingKinds,
  ...campaignKinds,
];

/** Runs one case of a `discount-cases/1` file: the programme's pack, the case's readings, the app's own functions. */
export function runDiscountCase(goldenCase: unknown, file: GoldenFile): Outcome {
  const head = File.safeParse(file);
  const parsed = Case.safeParse(goldenCase);
  if (!head.success) return invalid("file", head.error);
  if (!parsed.success) return invalid("case", parsed.error);
  const { kind, settings = {}, given, expect } = parsed.data;
  const loaded = loadPack(head.data.programme, settings);
  if ("outcome" in loaded) return loaded.outcome;
  const named = kinds.filter(({ name }) => name === kind);
  if (named.length === 0) return { fail: [{ path: "kind", expected: "a known kind", got: kind }] };
  const faults = (one: Kind) => one.given.safeParse(given).error?.issues.length ?? 0;
  const [fitting] = named.toSorted((a, b) => faults(a) - faults(b));
  if (!fitting) return { skip: `kind "${kind}"` };
  const input = fitting.given.safeParse(given);
  if (!input.success) return invalid("given", input.error);
  const wanted = fitting.expect.safeParse(expect);
  if (!wanted.success) return invalid("expect", wanted.error);
  const got = fitting.run({ pack: loaded.pack, calendar: calendarOf(head.data.calendar) }, input.data);
  const fail = differences(wanted.data, got);
  return fail.length === 0 ? { pass: true } : { fail };
}

function invalid(root: string, error: z.ZodError): Outcome {
  return {
    fail: error.issues.map(({ path, message }) => ({
      path: [root, ...path].join("."),
      expected: "a known field and value",
      got: message,
    })),
  };
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The file's own days off are all there are: its figures were worked out by them, in the years it names and beside. */
function calendarOf({ weekend, daysOff, workingWeekends }: z.infer<typeof File>["calendar"]): Calendar {
  const of = (dates: readonly string[], year: string) => dates.filter((date) => date.startsWith(year));
  const years = Array.from({ length: 100 }, (_, at) => String(2000 + at));
  return {
    format: "working-days/1",
    id: "golden",
    source: "the golden file",
    weekend: weekend.map((day) => weekdays.indexOf(day) + 1),
    years: Object.fromEntries(
      years.map((year) => [
        year,
        { source: "the golden file", daysOff: of(daysOff, year), workingWeekends: of(workingWeekends, year) },
      ]),
    ),
  };
}
