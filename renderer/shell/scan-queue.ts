/** One code as a reader gave it, with the symbology's AIM name where the reader says it. */
export type Scan = { readonly code: string; readonly aim?: string };

export type ScanQueue = {
  /** Queues a scan; false when the queue is full and the scan was turned away, which must then be said. */
  add(scan: Scan): boolean;
};

/** A hand cannot outrun the till by this many scans: beyond it the engine is away and the cashier has to wait. */
const maxWaiting = 100;

export type ScanQueueParts = {
  handle(scan: Scan): Promise<void>;
  /** How many scans wait now. */
  waits(count: number): void;
  /** A scan could not be handled because of a fault of ours; the next ones go on. */
  failed(fault: unknown): void;
};

/** Hands scans over one by one in their order: the next waits until the engine has answered the one before. */
export function createScanQueue({ handle, waits, failed }: ScanQueueParts): ScanQueue {
  const waiting: Scan[] = [];
  let busy = false;
  const work = async (): Promise<void> => {
    busy = true;
    for (let scan = waiting.shift(); scan !== undefined; scan = waiting.shift()) {
      waits(waiting.length);
      try {
        await handle(scan);
      } catch (fault) {
        failed(fault);
      }
    }
    busy = false;
  };
  return {
    add(scan) {
      if (waiting.length >= maxWaiting) return false;
      waiting.push(scan);
      if (busy) waits(waiting.length);
      else void work();
      return true;
    },
  };
}
