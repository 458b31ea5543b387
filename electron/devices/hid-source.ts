import {
  HidAssembler,
  type HidLayout,
  idTechReport,
  layoutFromReport,
  layoutOf,
  magtekReport,
  readHidPiece,
  type ReaderProfile,
} from "../../core/scan/index.ts";
import { faultOf } from "./device-fault.ts";
import type { HidHandle, HidListed, HidPort } from "./hid-port.ts";
import type { Source, SourceListener } from "./source.ts";
import { saying } from "./words.ts";

/** hidapi tells of no plugging; one look costs a few milliseconds of this process. */
const pollMs = 1000;
const usagePages: ReadonlySet<number> = new Set([0x8c, 0x8e]);

/** Stripe readers on a page of their makers, with the report each has where the system shows no descriptor. */
const stripeReaders: readonly { vendorId: number; productId: number; report: HidLayout }[] = [
  { vendorId: 0x0801, productId: 0x0002, report: magtekReport },
  { vendorId: 0x0acd, productId: 0x0500, report: idTechReport },
  { vendorId: 0x0acd, productId: 0x0510, report: magtekReport },
];
/** Makers whose readers stay silent until they are told to use HID mode. */
const honeywell: ReadonlySet<number> = new Set([0x0c2e, 0x23d0]);
const hidModeReport = [254, 1];

type Reader = {
  readonly listed: HidListed;
  handle: HidHandle | null;
  assembler: HidAssembler | null;
};

export const hidDeviceId = "hid";

/** Reads every barcode and stripe reader in HID mode, as they come and go. */
export class HidSource implements Source {
  readonly #port: HidPort;
  readonly #profile: ReaderProfile;
  readonly #listener: SourceListener;
  readonly #readers = new Map<string, Reader>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #looking: Promise<void>;

  constructor(port: HidPort, profile: ReaderProfile, listener: SourceListener) {
    this.#port = port;
    this.#profile = profile;
    this.#listener = listener;
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all([...this.#readers.values()].map((reader) => this.#drop(reader)));
    this.#listener.forget(hidDeviceId);
  }

  async #look(): Promise<void> {
    const listed = await this.#port.list().catch((error: unknown) => this.#listFailed(error));
    if (listed !== null) await this.#follow(listed.filter(isReader));
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, pollMs);
  }

  #listFailed(error: unknown): null {
    const cause = error instanceof Error ? error.message : String(error);
    const library = /^(\S+\.so\S*): cannot open/.exec(cause)?.[1];
    const fault = library ? saying("libraryMissing", { name: library }) : saying("failed", { name: "HID", cause });
    this.#listener.state(hidDeviceId, "error", fault);
    return null;
  }

  async #follow(present: readonly HidListed[]): Promise<void> {
    const paths = new Set(present.map(({ path }) => path));
    for (const [path, reader] of this.#readers) {
      if (!paths.has(path)) await this.#drop(reader);
    }
    for (const listed of present) {
      const known = this.#readers.get(listed.path);
      if (known && known.listed.vendorId !== listed.vendorId) await this.#drop(known);
      const reader = this.#readers.get(listed.path) ?? { listed, handle: null, assembler: null };
      this.#readers.set(listed.path, reader);
      if (reader.handle === null && !this.#stopped) await this.#open(reader);
    }
    if (this.#readers.size === 0) this.#listener.state(hidDeviceId, "absent", saying("noReader"));
    else this.#listener.forget(hidDeviceId);
  }

  async #open(reader: Reader): Promise<void> {
    const { path, vendorId, name } = reader.listed;
    const layout = await this.#layout(reader.listed);
    if (layout === "unknown") {
      this.#listener.state(idOf(reader), "error", saying("layoutUnknown", { name }));
      return;
    }
    try {
      const handle = await this.#port.open(path);
      reader.handle = handle;
      reader.assembler = layout === "later" ? null : new HidAssembler(layout);
      handle.onError(() => void this.#lost(reader));
      handle.onReport((report) => this.#take(reader, report));
      if (honeywell.has(vendorId)) await handle.sendFeatureReport(hidModeReport).catch(() => this.#lost(reader));
      if (reader.handle !== null) this.#listener.state(idOf(reader), "ready", saying("ready", { name }));
    } catch (error) {
      const fault = await faultOf(path, error, vendorId);
      this.#listener.state(idOf(reader), fault.key === "absent" ? "absent" : "error", fault);
    }
  }

  /**
   * Layout by the device's own descriptor; `later` where only its first report can tell, `unknown` where nothing can.
   */
  async #layout(listed: HidListed): Promise<HidLayout | "later" | "unknown"> {
    const descriptor = await this.#port.descriptor(listed.path);
    if (descriptor !== null) {
      const read = layoutOf(descriptor);
      return read.ok ? read.layout : "unknown";
    }
    return stripeReader(listed)?.report ?? (listed.usagePage === 0x8c ? "later" : "unknown");
  }

  #take(reader: Reader, report: Uint8Array): void {
    if (reader.assembler === null) {
      const layout = layoutFromReport(report);
      if (layout === null) {
        this.#listener.state(idOf(reader), "error", saying("layoutUnknown", { name: reader.listed.name }));
        return;
      }
      reader.assembler = new HidAssembler(layout);
    }
    for (const piece of reader.assembler.push(report, performance.now())) {
      this.#listener.outcome(idOf(reader), readHidPiece(piece, this.#profile));
    }
  }

  /** A read failed: unplugged, or the driver gave up. The next look finds it again if it is there. */
  async #lost(reader: Reader): Promise<void> {
    const { handle } = reader;
    if (handle === null) return;
    reader.handle = null;
    this.#listener.state(idOf(reader), "absent", saying("absent", { name: reader.listed.name }));
    await closed(handle);
  }

  async #drop(reader: Reader): Promise<void> {
    const { handle } = reader;
    reader.handle = null;
    this.#readers.delete(reader.listed.path);
    this.#listener.forget(idOf(reader));
    if (handle !== null) await closed(handle);
  }
}

/** A device that is gone reports an error on closing; its handle is freed all the same. */
async function closed(handle: HidHandle): Promise<void> {
  await handle.close().then(
    () => undefined,
    () => undefined,
  );
}

function isReader(listed: HidListed): boolean {
  return usagePages.has(listed.usagePage) || (listed.usagePage === 0xff00 && stripeReader(listed) !== undefined);
}

function stripeReader({ vendorId, productId }: HidListed) {
  return stripeReaders.find((known) => known.vendorId === vendorId && known.productId === productId);
}

function idOf({ listed }: Reader): string {
  return `${hidDeviceId}:${listed.path}`;
}
