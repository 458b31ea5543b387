import type { Context, LinkIdentity, Ports } from "../../core/commands/index.ts";
import type { Result, Timers, z } from "../../core/kernel/index.ts";
import type { SnapshotManifest } from "../../core/sync/index.ts";
import type { Asked } from "./office-client.ts";
import type { Pulse } from "./pulse.ts";

/** The engine as the link needs it. */
export type LinkDesk = {
  /** Undefined while the storage cannot be used. */
  ports(): Ports | undefined;
  /**
   * Writes in one transaction and tells the screens what changed; undefined if it failed, which the engine looks into.
   */
  write<T>(work: (ports: Ports, context: Context) => Result<T, never>): T | undefined;
  /**
   * Runs work that writes in slices, letting commands in between; undefined if it failed or was aborted.
   */
  drive<T>(
    work: (ports: Ports, context: Context) => Generator<unknown, T>,
    signal: AbortSignal,
  ): Promise<T | undefined>;
  /** The screens' status is no longer what it was. */
  changed(): void;
  /** Something was thrown: the engine looks into it. */
  fault(error: unknown): void;
};

/** Where a snapshot of all cards is put together before it is used. */
export type SnapshotYard = {
  /** The till's folder. */
  readonly dir: string;
  freeBytes(): number;
  /** The rest of a file of head office from this byte on. */
  stream(path: string, from: number): Promise<Asked<AsyncIterable<Uint8Array>>>;
  /** Unpacks and checks it in a thread of its own; rejects with a `StorageError`. */
  unpack(order: UnpackOrder): Promise<unknown>;
};

/** What is unpacked, as the thread is told. */
export type UnpackOrder = Pick<SnapshotManifest, "chunks" | "chunkBytes" | "plainBytes" | "cards"> & {
  readonly packed: string;
  readonly seq: number;
};

/** What both lanes share: their whole outer world. */
export type LaneParts = {
  readonly desk: LinkDesk;
  readonly identity: LinkIdentity;
  readonly pulse: Pulse;
  readonly timers: Timers;
  readonly log: (level: "info" | "warn", event: string, more?: Readonly<Record<string, unknown>>) => void;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly app: string;
  /** Aborted when the link stops, or holds for another terminal. */
  readonly signal: AbortSignal;
  /** Asks as this terminal. */
  ask<T>(order: OfficeOrder<T>): Promise<Asked<T>>;
  /** Whether head office has signed this text. */
  believes(text: string, signature: string): boolean;
  /** Without it snapshots are left alone. */
  readonly yard?: SnapshotYard;
};

export type OfficeOrder<T> = {
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly body?: unknown;
  readonly packed?: boolean;
  readonly timeoutMs: number;
};
