import { z } from "../kernel/index.ts";

/**
 * What a till and head office say to each other, version 1. Times are epoch milliseconds of whoever says them and are
 * data: nothing is refused because of a clock. Bodies are JSON; what is not known is kept or left alone, never dropped.
 */

const Instant = z.int().min(0);
const Hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
/** Neither control characters nor halves of surrogate pairs: what no column or log would give back as it came. */
const Name = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u);

/** SHA-256 in hex: a link of the chain, the name of an immutable file. */
export const Hash = Hex(64);
/** One life of a till's journal: a random 64-bit number that the till makes when it begins, or begins anew. */
export const Generation = Hex(16);
export const TerminalId = Name;
/** Ed25519, base64: 32 bytes of a public key, 64 of a signature. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
export const Signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
/** Place of a fact in its journal, from 1; 0 stands before the first. */
const Seq = z.int().min(0);
/** Place of a line in its shard's feed, from 1. */
const Pos = z.int().min(0);

export const syncLimits = {
  /** Facts of one push, and bytes of its body. */
  pushFacts: 500,
  pushBytes: 1_048_576,
  /** One fact: a receipt of a thousand lines has its place, a film has not. */
  factBytes: 512_000,
  feedLines: 1000,
  feedWaitMs: 25_000,
  codeLifeMs: 600_000,
  nonceLifeMs: 600_000,
  /** Chunks of one snapshot, and what one may hold before and after it is packed. */
  snapshotChunks: 100_000,
  chunkBytes: 1_048_576,
} as const;

/** Newest version of a feed line that this program reads. */
export const lineVersion = 1;

export const EnrolRequest = z.strictObject({
  /** One-time code as head office shows it, ten characters without 0, O, 1 and I. */
  code: z.string().regex(/^[2-9A-HJ-NP-Z]{10}$/),
  publicKey: PublicKey,
  device: z.strictObject({ name: Name, app: Name, platform: Name }),
  /** Who the till was before: its facts go up again under the new name, and head office may have them. */
  before: TerminalId.optional(),
});
export const EnrolAnswer = z.object({
  terminal: TerminalId,
  shard: Name,
  /** Head office signs acknowledgements and feed pages with this key. */
  hqKey: PublicKey,
  /** Text of the newest trust root: who signs packs and lists. Null at a head office that publishes none. */
  root: z.string().nullable().catch(null),
});

export const HelloRequest = z.strictObject({
  generation: Generation,
  seq: Seq,
  chain: Hash,
  app: Name,
  packs: z.array(z.strictObject({ id: Name, version: z.int().min(0) })).max(200),
  wall: Instant,
  pending: z.int().min(0),
});
/**
 * `ok`: go on · `resume`: head office has less than the till thinks, go on from `acked` · `rewound`: the till has lost
 * its newest facts, it begins a new generation · `forked`: another journal has written under this name, a person
 * decides · `upgrade`: the program is too old · `revoked`.
 */
export const helloStates = ["ok", "resume", "rewound", "forked", "upgrade", "revoked"] as const;
export const HelloAnswer = z.object({
  state: z.enum(helloStates),
  acked: Seq,
  chain: Hash,
  hqTime: Instant,
  /** How long to leave between two pushes. */
  paceMs: z.int().min(0),
  minReader: z.int().min(0),
});

/** Canonical JSON holds neither NUL nor halves of surrogate pairs; no database would give them back. */
const FactText = z
  .string()
  .min(2)
  .max(syncLimits.factBytes)
  .refine((text) => !text.includes("\0") && text.isWellFormed(), "a character that cannot be stored");

export const PushRequest = z.strictObject({
  generation: Generation,
  from: z.int().min(1),
  /** Link before the first fact, and after the last. */
  prev: Hash,
  chain: Hash,
  /** Exact texts as the journal stores them. */
  facts: z.array(FactText).min(1).max(syncLimits.pushFacts),
});
export const PushAnswer = z.object({
  acked: Seq,
  chain: Hash,
  /** By head office over `acknowledgement`. */
  signature: Signature,
  paceMs: z.int().min(0),
});
/** 409: head office stands elsewhere. 422: the facts do not chain; they are kept in quarantine for a person. */
export const ResumeAnswer = z.object({ acked: Seq, chain: Hash });

export const FeedQuery = z.strictObject({
  shard: Name,
  after: z.coerce.number().pipe(Pos),
  limit: z.coerce.number().pipe(z.int().min(1).max(syncLimits.feedLines)).default(syncLimits.feedLines),
  wait: z.coerce.number().pipe(z.int().min(0).max(syncLimits.feedWaitMs)).default(0),
});
export const FeedLine = z.object({
  pos: z.int().min(1),
  kind: Name,
  /** Version of the line's form; a till that reads less stops before it and goes on selling. */
  v: z.int().min(1),
  at: Instant,
  body: z.record(z.string(), z.json()),
});
export const FeedAnswer = z.object({
  lines: z.array(FeedLine).max(syncLimits.feedLines),
  next: Pos,
  hqTime: Instant,
  /** By head office over `feedPage`. */
  signature: Signature,
});
/** 410: the cursor is older than what is kept; a snapshot stands in for what is missing, once there is one. */
export const FeedGone = z.object({ pos: Pos });

/** Newest form of a snapshot's file that this program reads. */
export const snapshotVersion = 1;

/**
 * All cards as one file: the till's own `cards-<seq>.db`, cut into chunks of `chunkBytes`, each packed by itself with
 * zstd. `pos`: place of the shard's feed that it stands for · `answered`: of this till's facts, in the life
 * `generation` of its journal, those up to here are contained in it.
 */
export const SnapshotManifest = z
  .object({
    v: z.int().min(1),
    terminal: TerminalId,
    shard: Name,
    pos: Pos,
    generation: Generation.or(z.literal("")),
    answered: Seq,
    hqTime: Instant,
    name: z.string().regex(/^cards-[0-9a-f]{32}$/),
    cards: z.int().min(0),
    plainBytes: z.int().min(1),
    wireBytes: z.int().min(1),
    chunkBytes: z.int().min(4096).max(syncLimits.chunkBytes),
    /** In the file's order: size as it is sent, and its SHA-256. */
    chunks: z
      .array(
        z.object({
          bytes: z
            .int()
            .min(1)
            .max(2 * syncLimits.chunkBytes),
          sha256: Hash,
        }),
      )
      .max(syncLimits.snapshotChunks),
  })
  .refine(
    ({ chunks, chunkBytes, plainBytes, wireBytes }) =>
      chunks.length === Math.ceil(plainBytes / chunkBytes) &&
      chunks.reduce((sum, { bytes }) => sum + bytes, 0) === wireBytes,
    "sizes that do not agree",
  );
/** `manifest` is the exact text that was signed. 404 `no-snapshot`: there is none (yet). */
export const SnapshotAnswer = z.object({
  manifest: z.string().max(16_000_000),
  /** By head office over `snapshotText`. */
  signature: Signature,
});

export const LeaseRequest = z.strictObject({
  generation: Generation,
  /** The same request answers the same range. */
  request: Name,
  kind: Name,
  count: z.int().min(1).max(100_000),
});
export const LeaseAnswer = z.object({ from: z.string(), to: z.string(), count: z.int().min(0) });

export const RightsRequest = z.strictObject({
  generation: Generation,
  request: Name,
  /** Counter of a member's yearly benefit: `programme:member:entitlement:year`. */
  quota: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u),
  units: z.int().min(1).max(1000),
});
export const RightsAnswer = z.object({ granted: z.int().min(0), left: z.int().min(0) });

/** What every answer that is not 2xx says; `message` is for logs, screens word `code` themselves. */
export const SyncFault = z.object({ code: Name, message: z.string() });

export type EnrolRequest = z.infer<typeof EnrolRequest>;
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;
export type HelloRequest = z.infer<typeof HelloRequest>;
export type HelloAnswer = z.infer<typeof HelloAnswer>;
export type PushRequest = z.infer<typeof PushRequest>;
export type PushAnswer = z.infer<typeof PushAnswer>;
export type FeedQuery = z.infer<typeof FeedQuery>;
export type FeedLine = z.infer<typeof FeedLine>;
export type FeedAnswer = z.infer<typeof FeedAnswer>;
export type SnapshotManifest = z.infer<typeof SnapshotManifest>;
export type SnapshotAnswer = z.infer<typeof SnapshotAnswer>;
export type LeaseRequest = z.infer<typeof LeaseRequest>;
export type LeaseAnswer = z.infer<typeof LeaseAnswer>;
export type RightsRequest = z.infer<typeof RightsRequest>;
export type RightsAnswer = z.infer<typeof RightsAnswer>;
