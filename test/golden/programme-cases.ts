import * as z from "zod";
import { parseEntitlementPack } from "../../core/entitlement/index.ts";
import { canonicalJson } from "../../core/kernel/index.ts";
import { parseMembershipPack } from "../../core/membership/index.ts";
import type { Readings } from "../../core/programme/index.ts";
import { parseServicePack } from "../../core/service/index.ts";
import { EntitlementGiven, entitlementSteps, EntitlementWorld } from "./entitlement-steps.ts";
import { loadRegulation } from "./load-regulation.ts";
import { MembershipGiven } from "./membership-facts.ts";
import { membershipSteps, MembershipWorld } from "./membership-steps.ts";
import type { Difference, GoldenFile, Outcome } from "./outcome.ts";
import { AboutCalendar, programmeCalendar } from "./programme-calendar.ts";
import { differingFields } from "./programme-compare.ts";
import type { Answer, Step } from "./programme-step.ts";
import { ServiceGiven } from "./service-input.ts";
import { serviceSteps } from "./service-steps.ts";
import { ServiceWorld } from "./service-world.ts";

const Settings = z.record(z.string(), z.json());

const Case = z.strictObject({
  id: z.string(),
  title: z.string(),
  area: z.string(),
  clauses: z.array(z.string()),
  strength: z.enum(["text", "default", "option", "product"]),
  settings: Settings.optional(),
  given: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(z.looseObject({ do: z.string(), expect: z.record(z.string(), z.unknown()) })).min(1),
  arithmetic: z.string().optional(),
});

const File = z.looseObject({
  programme: z.string(),
  about: z.looseObject({ ordered: z.array(z.string()).default([]), calendar: AboutCalendar.optional() }),
  default_settings: Settings,
});
type ProgrammeFile = z.infer<typeof File>;

/** A programme's steps with the world that they run in. */
type Run = (name: string, input: unknown) => { readonly step: Step<never>; answer(): Answer } | undefined;
type Programme = (file: ProgrammeFile, readings: Readings, given: unknown) => Run;

function runner<W>(steps: Readonly<Record<string, Step<W>>>, world: W): Run {
  return (name, input) => {
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
    return step && { step, answer: () => step.run(world, input) };
  };
}

const programmes: Readonly<Record<string, Programme>> = {
  ruslom: (_file, readings, given) => {
    const pack = loadRegulation("ruslom", parseEntitlementPack, readings);
    return runner(entitlementSteps, new EntitlementWorld(pack, EntitlementGiven.parse(given).member));
  },
  "ad-council": ({ about }, readings, given) => {
    const pack = loadRegulation("ad-council", parseMembershipPack, readings);
    const calendar = programmeCalendar(pack.pack.calendar, about.calendar);
    return runner(membershipSteps, new MembershipWorld(pack, calendar, MembershipGiven.parse(given)));
  },
  "client-centric": ({ about }, readings, given) => {
    const pack = loadRegulation("client-centric", parseServicePack, readings);
    const calendar = programmeCalendar(pack.pack.calendar, about.calendar);
    return runner(serviceSteps, new ServiceWorld(pack, calendar, ServiceGiven.parse(given)));
  },
};

/** Runs one case of `programme-golden/1`, step by step on an empty store, through the rooms of the app. */
export function runProgrammeCase(goldenCase: unknown, file: GoldenFile): Outcome {
  const head = File.safeParse(file);
  const parsed = Case.safeParse(goldenCase);
  if (!head.success) return { fail: unknown("file", head.error) };
  if (!parsed.success) return { fail: unknown("case", parsed.error) };
  const { settings = {}, given, steps } = parsed.data;
  const programme = programmes[head.data.programme];
  if (!programme) return { skip: `no programme "${head.data.programme}"` };
  const run = programme(head.data, { ...head.data.default_settings, ...settings }, given);
  const answers: Answer[] = [];
  const fail = steps.flatMap((one, at) => {
    const found = runStep(run, one, { answers, ordered: head.data.about.ordered });
    return found.map((difference) => ({ ...difference, path: `steps[${at}].${difference.path}` }));
  });
  return fail.length === 0 ? { pass: true } : { fail };
}

type Progress = { readonly answers: Answer[]; readonly ordered: readonly string[] };

function runStep(run: Run, one: z.infer<typeof Case>["steps"][number], { answers, ordered }: Progress): Difference[] {
  const { do: name, expect, ...input } = one;
  const found = run(name, input);
  if (!found) return [{ path: "do", expected: "a known step", got: name }];
  const readable = found.step.input.safeParse(input);
  if (!readable.success) return unknown(name, readable.error);
  const strange = Object.keys(expect).find((field) => !found.step.answers.includes(field));
  if (strange !== undefined) return [{ path: `expect.${strange}`, expected: "a known field", got: strange }];
  const own = found.answer();
  answers.push(own);
  const earlier = typeof expect.same_as === "number" ? answers[expect.same_as - 1] : undefined;
  const isSame = earlier !== undefined && canonicalJson(earlier) === canonicalJson(own);
  const answer = { ...own, ...(isSame && { same_as: expect.same_as }) };
  return differingFields(expect, answer, ordered).map((each) => ({ ...each, path: `expect.${each.path}` }));
}

function unknown(root: string, error: z.ZodError): Difference[] {
  return error.issues.map(({ path, message }) => ({
    path: [root, ...path].join("."),
    expected: "a known field and value",
    got: message,
  }));
}
