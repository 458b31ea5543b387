import * as z from "zod";
import { differences } from "./compare.ts";
import { checkDigitKinds, scanString, trackBits, trackString } from "./device-codes.ts";
import type { Actual, DeviceContext, DeviceKind } from "./device-kind.ts";
import { deviceEvents } from "./device-plugging.ts";
import { drawerBytes, printText, statusByte, tcpPrinter } from "./device-printing.ts";
import { hidReports, keydownTrace, serialChunks } from "./device-readers.ts";
import type { Difference, GoldenFile, Outcome } from "./outcome.ts";

const kinds: ReadonlyMap<string, DeviceKind> = new Map<string, DeviceKind>([
  ["keydown-trace", keydownTrace],
  ["serial-chunks", serialChunks],
  ["hid-reports", hidReports],
  ["scan-string", scanString],
  ["track-string", trackString],
  ["track-bits", trackBits],
  ["print-text", printText],
  ["drawer-bytes", drawerBytes],
  ["status-byte", statusByte],
  ["tcp-9100", tcpPrinter],
  ["device-events", deviceEvents],
  ...checkDigitKinds,
]);

const Expect = z.record(z.string(), z.unknown());

const Case = z.strictObject({
  id: z.string(),
  group: z.string(),
  title: z.string(),
  input: z.looseObject({ kind: z.string() }),
  expect: Expect,
  source: z.string().optional(),
  note: z.string().optional(),
  tier: z.enum(["stretch", "state"]).optional(),
});

const File = z.looseObject({
  profiles: z.record(z.string(), z.unknown()),
  descriptors: z.record(z.string(), z.looseObject({ descriptorHex: z.string().optional() })),
});

/** Runs one case of `device-cases/1` through the decoders of the app. An unknown field or word is a difference. */
export function runDeviceCase(goldenCase: unknown, file: GoldenFile): Outcome {
  const parsed = Case.safeParse(goldenCase);
  if (!parsed.success) return { fail: unknownFields("case", parsed.error) };
  const { input, expect } = parsed.data;
  const kind = kinds.get(input.kind);
  if (!kind) return { fail: [{ path: "input.kind", expected: [...kinds.keys()].join(" | "), got: input.kind }] };
  const readable = kind.input.safeParse(input);
  if (!readable.success) return { fail: unknownFields("input", readable.error) };
  const { after, ...expected } = expect;
  const actual = kind.run(input, contextOf(file, after));
  if (typeof actual.skip === "string") return { skip: actual.skip };
  const fail = compare(expected, actual);
  return fail.length === 0 ? { pass: true } : { fail };
}

function contextOf(file: GoldenFile, after: unknown): DeviceContext {
  const { profiles, descriptors } = File.parse(file);
  return {
    profiles: new Set(Object.keys(profiles)),
    descriptors: new Map(Object.entries(descriptors).map(([name, { descriptorHex = null }]) => [name, descriptorHex])),
    after: after === undefined ? null : z.string().parse(after),
  };
}

function unknownFields(path: string, error: z.ZodError): Difference[] {
  return error.issues.map(({ path: at, message }) => ({
    path: [path, ...at].join("."),
    expected: "a field and value that the format knows",
    got: message,
  }));
}

function compare(expect: Readonly<Record<string, unknown>>, actual: Actual): Difference[] {
  return Object.entries(expect).flatMap(([name, value]) => {
    if (name === "anyOf") return anyOf(z.array(Expect).min(1).parse(value), actual);
    if (name === "never" || name.startsWith("mustNot")) return absent({ name, value }, actual);
    if (name === "containsHexInOrder") return inOrder(z.array(z.string()).parse(value), actual);
    // A track or element more than expected is as wrong as one less.
    const extra = name === "tracks" || name === "elements" ? extraKeys(name, value, actual[name]) : [];
    return [...extra, ...differences(value, actual[name], name)];
  });
}

function anyOf(choices: readonly Readonly<Record<string, unknown>>[], actual: Actual): Difference[] {
  const results = choices.map((choice) => compare(choice, actual));
  return results.some((result) => result.length === 0) ? [] : (results[0] ?? []);
}

/** `never` names scans that must not be delivered, `mustNot…` values that must appear in nothing that comes out. */
function absent({ name, value }: { readonly name: string; readonly value: unknown }, actual: Actual): Difference[] {
  const scans = z.array(z.object({ data: z.string() })).parse(actual.scans ?? []);
  const all = JSON.stringify(actual);
  return [value].flat().flatMap((each) => {
    if (typeof each === "boolean") return [];
    const text = String(each);
    const isThere = name === "never" ? scans.some(({ data }) => data === text) : all.includes(text);
    return isThere ? [{ path: name, expected: `no ${text}`, got: text }] : [];
  });
}

function inOrder(parts: readonly string[], actual: Actual): Difference[] {
  let rest = typeof actual.hex === "string" ? actual.hex : "";
  for (const part of parts) {
    let at = rest.indexOf(part.toLowerCase());
    while (at % 2 === 1) at = rest.indexOf(part.toLowerCase(), at + 1);
    if (at < 0) return [{ path: "containsHexInOrder", expected: part, got: rest }];
    rest = rest.slice(at + part.length);
  }
  return [];
}

function extraKeys(path: string, expected: unknown, got: unknown): Difference[] {
  const known = new Set(Object.keys(Object(expected)));
  return Object.entries(Object(got) as Actual)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => ({ path: `${path}.${key}`, expected: undefined, got: value }));
}
