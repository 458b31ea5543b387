import {
  answer,
  begin,
  type CodePage,
  enqueue,
  finish,
  nextJob,
  type PrinterStatus,
  type PrintQueue,
  readStatus,
  type Slip,
  slipBytes,
  type StatusRequest,
} from "../../core/print/index.ts";
import { openPrinterLine, type PrinterLine } from "./printer-line.ts";
import type { Source, SourceListener } from "./source.ts";
import { saying, type Saying } from "./words.ts";

/** How often a printer is looked at, and one that was not reached is tried again. */
const defaultPollMs = 5000;
/** Status is answered at once, also in the middle of a receipt. */
const answerMs = 500;

export type PrinterSetup = { readonly address: string; readonly codePage: CodePage; readonly pollMs?: number };

/**
 * Looks after one receipt printer: asks how it is and sends it what waits. A slip is sent once: what broke off on the
 * way may be on paper, so it is told and not repeated; the cashier prints a copy if it is not.
 */
export class PrinterSource implements Source {
  readonly #id: string;
  readonly #setup: PrinterSetup;
  readonly #listener: Pick<SourceListener, "state" | "forget">;
  readonly #slips = new Map<string, Slip>();
  #queue: PrintQueue = [];
  #line: PrinterLine | null = null;
  /** The slip that may not have come out, until another one is asked for. */
  #unsure: string | null = null;
  #visit: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(setup: PrinterSetup, listener: Pick<SourceListener, "state" | "forget">) {
    this.#id = `printer:${setup.address}`;
    this.#setup = setup;
    this.#listener = listener;
    this.#look();
  }

  /** Puts a slip in the queue, once; it is printed as soon as the printer can. */
  print(slip: Slip): void {
    const queue = enqueue(this.#queue, slip.id);
    if (queue === this.#queue) return;
    this.#queue = queue;
    this.#slips.set(slip.id, slip);
    this.#unsure = null;
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#line?.close();
    await this.#visit;
    this.#listener.forget(this.#id);
  }

  /** One look at a time; the next one comes by itself. */
  #look(): void {
    if (this.#visit !== null || this.#stopped) return;
    clearTimeout(this.#timer);
    const asked = this.#queue;
    this.#visit = this.#goThrough().finally(() => {
      this.#visit = null;
      if (this.#stopped) return;
      if (this.#queue.length > asked.length) this.#look();
      else this.#timer = setTimeout(() => this.#look(), this.#setup.pollMs ?? defaultPollMs);
    });
  }

  async #goThrough(): Promise<void> {
    try {
      const { line, ...reached } = await this.#reach();
      let { status } = reached;
      for (let job = nextJob(this.#queue); job !== null && canPrint(status); job = nextJob(this.#queue)) {
        await this.#send(line, job.id);
        status = await ask(line);
      }
      const unsure = this.#unsure === null ? saying("printerReady") : saying("printerUnsure", { title: this.#unsure });
      const trouble = troubleOf(status) ?? (this.#unsure === null ? null : unsure);
      this.#listener.state(this.#id, trouble === null ? "ready" : "error", trouble ?? unsure);
    } catch {
      // Whatever took the line away, the next look opens another one.
      this.#line?.close();
      this.#line = null;
      const unsure = this.#unsure === null ? null : saying("printerUnsure", { title: this.#unsure });
      if (!this.#stopped)
        this.#listener.state(this.#id, unsure ? "error" : "absent", unsure ?? saying("printerAbsent"));
    }
  }

  /** Printers hang up when nothing is said for a while: then they are called again. */
  async #reach(): Promise<{ readonly line: PrinterLine; readonly status: PrinterStatus | null }> {
    const kept = this.#line;
    const known = kept === null ? "lost" : await ask(kept).catch(() => "lost" as const);
    if (kept !== null && known !== "lost") return { line: kept, status: known };
    kept?.close();
    this.#line = await openPrinterLine(this.#setup.address);
    return { line: this.#line, status: await ask(this.#line) };
  }

  /** Sent is what the printer still answers after; lost in between, it may or may not be on paper. */
  async #send(line: PrinterLine, id: string): Promise<void> {
    const slip = this.#slips.get(id);
    this.#queue = begin(this.#queue, id);
    try {
      if (slip) await line.write(slipBytes(slip, this.#setup.codePage));
      await askFor(line, 1);
      this.#queue = finish(this.#queue, id, "sent");
    } catch (error) {
      this.#queue = answer(finish(this.#queue, id, "broken"), id, true);
      if (slip && slip.lines.length > 0) this.#unsure = slip.title;
      throw error;
    } finally {
      this.#slips.delete(id);
    }
  }
}

/** How the printer says it is; null for one that says nothing, which is printed on unseen. */
async function ask(line: PrinterLine): Promise<PrinterStatus | null> {
  const first = await askFor(line, 1);
  if (first === null) return null;
  return { ...first, ...(await askFor(line, 2)), ...(await askFor(line, 4)) };
}

async function askFor(line: PrinterLine, request: StatusRequest): Promise<PrinterStatus | null> {
  await line.write(Uint8Array.of(0x10, 0x04, request));
  const byte = await line.answer(answerMs);
  return byte === null ? null : readStatus(request, byte);
}

function canPrint(status: PrinterStatus | null): boolean {
  const trouble = troubleOf(status);
  return trouble === null || trouble.key === "printerPaperLow";
}

function troubleOf(status: PrinterStatus | null): Saying | null {
  if (status === null) return null;
  if (status.coverOpen) return saying("printerCover");
  if (status.paper === "end") return saying("printerNoPaper");
  if (status.online === false || (status.error ?? "none") !== "none") return saying("printerOffline");
  return status.paper === "near-end" ? saying("printerPaperLow") : null;
}
