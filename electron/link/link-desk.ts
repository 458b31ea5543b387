import type * as z from "zod";
import type { Context, LinkIdentity, Ports } from "../../core/commands/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import type { Asked, OfficeFault } from "./office-client.ts";
import type { TillKey } from "./keys.ts";
import type { Pulse } from "./pulse.ts";
import type { Bell } from "./bell.ts";

/** The engine as the link needs it. */
export type LinkDesk = {
  /** Undefined while the storage cannot be used. */
  ports(): Ports | undefined;
  /**
   * Writes in one transaction and tells the screens what changed; undefined if it failed, which the engine looks into.
   */
  write<T>(work: (ports: Ports, context: Context) => Result<T, never>): T | undefined;
  /** The screens' status is no longer what it was. */
  changed(): void;
  /** Something was thrown: the engine looks into it. */
  fault(error: unknown): void;
};

/** A till that is one of head office's. */
export type Enrolled = {
  readonly identity: LinkIdentity;
  readonly key: TillKey;
};

/** What both lanes share. */
export type LaneParts = {
  readonly desk: LinkDesk;
  readonly enrolled: Enrolled;
  readonly pulse: Pulse;
  readonly bell: Bell;
  readonly log: (level: "info" | "warn", event: string, more?: Readonly<Record<string, unknown>>) => void;
  readonly random: () => number;
  readonly app: string;
  /** Aborted when the link stops, or holds for another terminal. */
  readonly signal: AbortSignal;
  /** Asks as this terminal. */
  ask<T>(order: OfficeOrder<T>): Promise<Asked<T>>;
};

export type OfficeOrder<T> = {
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly body?: unknown;
  readonly packed?: boolean;
  readonly timeoutMs: number;
};

/** After a fault of this machine: by then the storage may be open again. */
const faultPauseMs = 1000;

/** Does step after step until the link stops. What is thrown is looked into, and the next step is tried. */
export async function runLane({ desk, bell, signal }: LaneParts, step: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await step();
    } catch (error) {
      desk.fault(error);
      await bell.sleep(faultPauseMs);
    }
  }
}

/** Answers after which only a person can help. */
export function standstillOf(fault: OfficeFault): "revoked" | "forked" | undefined {
  if (fault.kind !== "refused") return undefined;
  if (fault.status === 401 || (fault.status === 403 && fault.code === "revoked")) return "revoked";
  return fault.status === 422 ? "forked" : undefined;
}
