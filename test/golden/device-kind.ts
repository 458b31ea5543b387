import * as z from "zod";
import {
  carriesGs1,
  type Elements,
  type Framing,
  readDigitalLink,
  readElements,
  type ReaderOutcome,
  type ScannedCode,
  type ScannerLayout,
  type SerialFraming,
  type SwipePolicy,
} from "../../core/scan/index.ts";

/** What came out of one case, under the names that `device-cases/1` uses. */
export type Actual = { readonly [field: string]: unknown };

/** One kind of input: how it reads, and which functions of the app answer it. */
export type DeviceKind = {
  readonly input: z.ZodType;
  run(input: unknown, context: DeviceContext): Actual | { readonly skip: string };
};

export type DeviceContext = {
  /** Named profiles and report descriptors of the file. */
  readonly profiles: ReadonlySet<string>;
  readonly descriptors: ReadonlyMap<string, string | null>;
  /** Instruction that the format keeps beside the expectation: `scope-deactivated at t=70`. */
  readonly after: string | null;
};

/** Ties a kind's parser to its function, so that the function sees the parsed type. */
export function deviceKind<I extends z.ZodType>(made: {
  readonly input: I;
  readonly run: (input: z.output<I>, context: DeviceContext) => Actual | { readonly skip: string };
}): DeviceKind {
  return { input: made.input, run: (input, context) => made.run(made.input.parse(input), context) };
}

export const Hex = z.string().regex(/^([0-9a-f]{2})*$/i);

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** The cases name no programme: whoever is no known issuer's card is read. */
export const noProgramme: SwipePolicy = { own: [], strangers: "read" };

export type NamedProfile = {
  readonly pace: "normal" | "slow";
  readonly framing: Framing;
  readonly serial: SerialFraming;
};

/** Reads `default`, `slow`, `prefix:* suffix:#`, `prefix:"!X "`, `framing:stx-etx`; throws on any other word. */
export function profileOf(name: string, context: DeviceContext): NamedProfile {
  if (!context.profiles.has(name)) throw new Error(`unknown profile ${name}`);
  const framing = { prefix: "", suffix: "" };
  let pace: NamedProfile["pace"] = "normal";
  let serial: SerialFraming = "auto";
  for (const [word, key, quoted, bare] of name.matchAll(/(?:(prefix|suffix|framing):(?:"([^"]*)"|(\S+)))|\S+/g)) {
    const value = quoted ?? bare ?? "";
    if (key === "prefix" || key === "suffix") framing[key] = value;
    else if (key === "framing") serial = serialFraming(value);
    else if (word === "slow") pace = "slow";
    else if (word !== "default") throw new Error(`unknown profile ${name}`);
  }
  return { pace, framing, serial };
}

function serialFraming(name: string): SerialFraming {
  if (name === "stx-etx" || name === "stx-etx-bcc") return name;
  if (name === "timeout") return "silence";
  throw new Error(`unknown framing ${name}`);
}

export type Delivered = { readonly outcome: ReaderOutcome; readonly terminated?: boolean };

/** Outcomes in the words of the format. */
export function delivered(all: readonly Delivered[]): Actual {
  const scans = all.flatMap(({ outcome, terminated }) =>
    outcome.kind === "scan" ? [{ ...outcome.scan, ...(terminated !== undefined && { terminated }) }] : [],
  );
  const swipe = all.map(({ outcome }) => outcome).findLast((outcome) => outcome.kind === "swipe")?.swipe;
  const fault = all.map(({ outcome }) => outcome).find((outcome) => outcome.kind === "unreadable")?.reason;
  const refused = all.some(({ outcome }) => outcome.kind === "bank-card") ? "payment-card" : undefined;
  const ignored = all.map(({ outcome }) => outcome).find((outcome) => outcome.kind === "ignored")?.reason;
  const last = scans.at(-1);
  return {
    scans,
    elements: last && elementsOf(last),
    tracks: swipe?.tracks ?? {},
    trackErrors: swipe?.trackErrors ?? [],
    ...(swipe && { agree: swipe.agree, recoveredFrom: swipe.recoveredFrom }),
    error: fault ?? refused ?? (swipe?.agree === false ? "tracks-disagree" : undefined),
    refused,
    ignored,
  };
}

/** Elements of a GS1 code, link or composite component, by identifier. */
export function elementsOf({ data, aim }: ScannedCode): Actual | undefined {
  const composite = data.split("|]e0")[1];
  const read: Elements | null =
    composite !== undefined
      ? readElements(composite)
      : aim !== undefined && carriesGs1(aim)
        ? readElements(data)
        : readDigitalLink(data);
  return read?.ok ? Object.fromEntries(read.elements.map(({ ai, value }) => [ai, value])) : undefined;
}

export const layoutNames = z.enum(["us", "uk", "de", "fr"] satisfies ScannerLayout[]);
