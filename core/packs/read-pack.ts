import { parseEntitlementPack, type EntitlementPack } from "../entitlement/index.ts";
import { ok, refuse, type Result, z } from "../kernel/index.ts";
import { parseMembershipPack, type MembershipPack } from "../membership/index.ts";
import { parsePack, type Pack, type PackProblem } from "../programme/index.ts";
import { parseServicePack, type ServicePack } from "../service/index.ts";

/** Rules that apply at a desk beside the programme that sells there; each kind has its own machinery. */
export type AnyRegulation =
  | { readonly kind: "entitlement"; readonly pack: EntitlementPack }
  | { readonly kind: "membership"; readonly pack: MembershipPack }
  | { readonly kind: "service"; readonly pack: ServicePack };
export type RegulationKind = AnyRegulation["kind"];

/** A pack of any kind; a `selling` one prices receipts. */
export type AnyPack = { readonly kind: "selling"; readonly pack: Pack } | AnyRegulation;

export const packId = ({ pack }: AnyPack): string => pack.pack.id;

export type PackFault =
  | { readonly kind: "other"; readonly format: string }
  | { readonly kind: "damaged"; readonly problems: readonly PackProblem[] };

type Read = (source: unknown) => Result<AnyPack, readonly PackProblem[]>;

const ownFormat = "programme-pack/1";
const readers = new Map<string, Read>([
  [ownFormat, (source) => asKind(parsePack(source), (pack) => ({ kind: "selling", pack }))],
  ["entitlement-pack/1", (source) => asKind(parseEntitlementPack(source), (pack) => ({ kind: "entitlement", pack }))],
  ["membership-pack/1", (source) => asKind(parseMembershipPack(source), (pack) => ({ kind: "membership", pack }))],
  ["service-pack/1", (source) => asKind(parseServicePack(source), (pack) => ({ kind: "service", pack }))],
]);

function asKind<P>(parsed: Result<P, readonly PackProblem[]>, kindOf: (pack: P) => AnyPack): ReturnType<Read> {
  return parsed.ok ? ok(kindOf(parsed.value)) : parsed;
}

const Formatted = z.looseObject({ format: z.string() });

/** Checks a pack file whole, by the format that it names itself. `other`: a format that this version does not know. */
export function readPack(text: string): Result<AnyPack, PackFault> {
  const source = jsonOf(text);
  const format = Formatted.safeParse(source).data?.format ?? ownFormat;
  const read = readers.get(format);
  if (!read) return refuse({ kind: "other", format });
  const parsed = read(source);
  return parsed.ok ? parsed : refuse({ kind: "damaged", problems: parsed.refusal });
}

/** Reads a pack that prices nothing; undefined for one that does, and for what names no known kind. */
export function readRegulation(source: unknown): Result<AnyPack, readonly PackProblem[]> | undefined {
  const format = Formatted.safeParse(source).data?.format ?? ownFormat;
  return format === ownFormat ? undefined : readers.get(format)?.(source);
}

/** What is no JSON stays text: it is told with its place by the check that follows. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
