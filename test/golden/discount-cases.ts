import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { CalendarSchema, type Calendar, type Pack } from "../../core/programme/index.ts";
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
  const fitting = named.find((one) => one.given.safeParse(given).success) ?? named[0];
  if (!fitting) return { skip: `kind "${kind}"` };
  const input = fitting.given.safeParse(given);
  if (!input.success) return invalid("given", input.error);
  const wanted = fitting.expect.safeParse(expect);
  if (!wanted.success) return invalid("expect", wanted.error);
  const got = fitting.run({ pack: loaded.pack, calendar: calendarOf(head.data.calendar, loaded.pack) }, input.data);
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

/** The file's own days off; for years that it does not speak of, the shipped calendar. */
function calendarOf({ weekend, daysOff, workingWeekends }: z.infer<typeof File>["calendar"], { pack }: Pack): Calendar {
  const years = new Set([...daysOff, ...workingWeekends].map((date) => date.slice(0, 4)));
  const of = (dates: readonly string[], year: string) => dates.filter((date) => date.startsWith(year));
  return {
    format: "working-days/1",
    id: "golden",
    source: "the golden file",
    weekend: weekend.map((day) => weekdays.indexOf(day) + 1),
    years: {
      ...shippedYears(pack.calendar),
      ...Object.fromEntries(
        [...years].map((year) => [
          year,
          { source: "the golden file", daysOff: of(daysOff, year), workingWeekends: of(workingWeekends, year) },
        ]),
      ),
    },
  };
}

function shippedYears(id: string): Calendar["years"] {
  const file = new URL(`../../resources/calendars/${id}.json`, import.meta.url);
  return existsSync(file) ? CalendarSchema.parse(JSON.parse(readFileSync(file, "utf8"))).years : {};
}
