import { z } from "../kernel/index.ts";
import { roles } from "../shift/index.ts";

/**
 * What head office publishes under signatures, after The Update Framework: a root says whose signature counts for what,
 * packs and lists name files by their hash, a timestamp of a short life names the newest of both. Times are epoch
 * milliseconds of head office.
 */

/** Roles of keys. `packs`: programmes · `lists`: catalogue, prices and operators, which change daily. */
export const trustRoles = ["root", "packs", "lists", "timestamp"] as const;
export type TrustRole = (typeof trustRoles)[number];

export const trustLimits = {
  /** Characters of one signed document, and of one file that it names. */
  documentLength: 1_000_000,
  fileLength: 8_000_000,
  packs: 500,
  keys: 20,
  /** Roots that are followed in one step. */
  rootsAtOnce: 20,
} as const;

const Instant = z.int().min(0);
const Version = z.int().min(1);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Name = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u);
/** Ed25519 in base64, each in its one spelling: the bits that the last letter leaves over are nought. */
const Key = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
const Signature = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/);

const Signers = z
  .strictObject({ keys: z.array(Key).min(1).max(trustLimits.keys), threshold: z.int().min(1) })
  .refine(({ keys, threshold }) => new Set(keys).size === keys.length && threshold <= keys.length, "threshold");

const dated = { version: Version, issuedAt: Instant, expiresAt: Instant };

export const RootDocument = z.strictObject({
  role: z.literal("root"),
  ...dated,
  roles: z.strictObject({ root: Signers, packs: Signers, lists: Signers, timestamp: Signers }),
});

const FileName = z.strictObject({ hash: Hash, length: z.int().min(0).max(trustLimits.fileLength) });

/** A version of a pack that holds or will hold. */
export const PackEntry = z.strictObject({
  ...FileName.shape,
  id: Name,
  version: Version,
  /** Day from which it holds, in the programme's zone; never before the pack's own. */
  from: z.iso.date(),
  /** Parts of the trade that it is for; none named: all. */
  shards: z.array(Name).max(1000),
});

export const PacksDocument = z.strictObject({
  role: z.literal("packs"),
  ...dated,
  packs: z.array(PackEntry).max(trustLimits.packs),
});

/** For one terminal: head office gives each only the people who work there. Null: the till's own affair. */
export const ListsDocument = z.strictObject({
  role: z.literal("lists"),
  ...dated,
  terminal: Name,
  catalogue: FileName.nullable(),
  operators: FileName.nullable(),
});

const Announced = z.strictObject({ version: Version, hash: Hash });

export const TimestampDocument = z.strictObject({
  role: z.literal("timestamp"),
  ...dated,
  terminal: Name,
  packs: Announced,
  lists: Announced,
});

export const Signed = z.strictObject({
  signed: z.record(z.string(), z.json()),
  signatures: z.array(z.strictObject({ key: Key, signature: Signature })).max(2 * trustLimits.keys),
});

export type RootDocument = z.infer<typeof RootDocument>;
export type PackEntry = z.infer<typeof PackEntry>;
export type PacksDocument = z.infer<typeof PacksDocument>;
export type ListsDocument = z.infer<typeof ListsDocument>;
export type FileName = z.infer<typeof FileName>;
export type Announced = z.infer<typeof Announced>;
export type TimestampDocument = z.infer<typeof TimestampDocument>;
export type TrustDocument = RootDocument | PacksDocument | ListsDocument | TimestampDocument;

/** Asked with the newest root that a till knows: those after it in order, and the timestamp for this till. */
export const TrustHead = z.object({
  roots: z.array(z.string().max(trustLimits.documentLength)).max(trustLimits.rootsAtOnce),
  timestamp: z.string().max(trustLimits.documentLength),
});
export const TrustText = z.object({ text: z.string().max(trustLimits.fileLength) });
export type TrustHead = z.infer<typeof TrustHead>;

/** People who may work at a till, as head office hands them out. */
export const OperatorsFile = z.strictObject({
  format: z.literal("operators/1"),
  operators: z
    .array(
      z.strictObject({
        id: Name,
        name: Name,
        role: z.enum(roles),
        /** argon2id in PHC form. */
        pinHash: z.string().regex(/^\$argon2id\$[\x21-\x7e]{20,300}$/),
        active: z.boolean(),
      }),
    )
    .max(2000),
});
export type OperatorsFile = z.infer<typeof OperatorsFile>;
