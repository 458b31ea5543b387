import { ok, refuse, type Result, type Text, z } from "../kernel/index.ts";
import { lintPack } from "./lint.ts";
import { PackSchema, Reading, type Pack } from "./pack.ts";
import { placeOf, problem, type PackProblem } from "./problems.ts";
import { chooseReadings, substituteReadings, type Readings } from "./readings.ts";

const Declared = z.looseObject({ readings: z.record(z.string(), Reading) });

/**
 * Reads a pack from its file's text or from JSON already parsed, settles its readings (the defaults unless `readings`
 * says otherwise) and checks it. Refuses with every problem found, each with its place and remedy.
 */
export function parsePack(source: unknown, readings: Readings = {}): Result<Pack, readonly PackProblem[]> {
  return parseSettled(source, { schema: PackSchema, lint: lintPack, readings });
}

type Format<P> = {
  readonly schema: z.ZodType<P>;
  readonly lint: (pack: P) => readonly PackProblem[];
  readonly readings: Readings;
};

/** Any file with readings: settles them, reads it by its schema and checks it; `chosen` says what was settled. */
export function parseSettled<P extends object>(
  source: unknown,
  { schema, lint, readings }: Format<P>,
): Result<P & { readonly chosen: Readings }, readonly PackProblem[]> {
  const json = typeof source === "string" ? parseJson(source) : ok(source);
  if (!json.ok) return json;
  const declared = Declared.safeParse(json.value);
  if (!declared.success) return refuse(problemsOf(declared.error, json.value));
  const { values, problems } = chooseReadings(declared.data.readings, readings);
  const settled = substituteReadings(json.value, declared.data.readings, values);
  if (problems.length + settled.problems.length > 0) return refuse([...problems, ...settled.problems]);
  const parsed = schema.safeParse(settled.json);
  if (!parsed.success) return refuse(problemsOf(parsed.error, settled.json));
  const pack = { ...parsed.data, chosen: values };
  const found = lint(pack);
  return found.length > 0 ? refuse(found) : ok(pack);
}

function parseJson(text: string): Result<unknown, readonly PackProblem[]> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return refuse([problem("", "not-json", error instanceof Error ? error.message : String(error))]);
  }
}

function problemsOf(error: z.ZodError, json: unknown): PackProblem[] {
  return error.issues.map((issue) => {
    const place = placeOf(issue.path);
    if (issue.code === "unrecognized_keys") return problem(place, "unknown-key", issue.keys.join(", "));
    const value = issue.path.reduce<unknown>(
      (at, key) => (at !== null && typeof at === "object" ? (at as Record<PropertyKey, unknown>)[key] : undefined),
      json,
    );
    if (value === undefined) return problem(place, "missing");
    return problem(place, "wrong-value", JSON.stringify(value).slice(0, 80));
  });
}

/** The pack whose dates hold on the local day of `at`; of several versions the one that began last. */
export function packInForce(packs: readonly Pack[], at: string): Pack | undefined {
  const day = at.slice(0, 10);
  return packs
    .filter(({ pack: { effective } }) => effective.from <= day && (effective.to === undefined || day <= effective.to))
    .toSorted((a, b) => (a.pack.effective.from < b.pack.effective.from ? 1 : b.pack.version - a.pack.version))[0];
}

/** A text of the pack by its key; the key itself where the pack has none, so that the gap is visible. */
export function messageText(pack: Pack, key: string): Text {
  return pack.messages[key] ?? { ru: key, be: key, en: key };
}
