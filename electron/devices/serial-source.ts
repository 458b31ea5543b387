import { z } from "../../core/kernel/index.ts";
import { SerialPort } from "serialport";
import {
  closedLink,
  type Frame,
  type LinkEvent,
  type LinkState,
  nextLink,
  readReaderText,
  type ReaderProfile,
  SerialFramer,
} from "../../core/scan/index.ts";
import { faultOf } from "./device-fault.ts";
import type { Source, SourceListener } from "./source.ts";
import { saying } from "./words.ts";

/** USB readers in serial mode ignore the speed; real lines are set to this in the factory. */
const baudRate = 9600;
/**
 * How often an open port is asked whether it is still there. Its driver does not always tell: an unplugging in mid-
 * code got no `close` in a quarter of our trials on Linux, and on some versions of Windows never does.
 */
const pollMs = 500;

type PortIdentity = { readonly vendorId: string; readonly productId: string; readonly serialNumber: string };
/** A port as the system lists it; serialport's own type for it does not resolve under its exports. */
const ListedPorts = z.array(
  z.object({
    path: z.string(),
    vendorId: z.string().optional(),
    productId: z.string().optional(),
    serialNumber: z.string().optional(),
    pnpId: z.string().optional(),
  }),
);
type Listed = z.infer<typeof ListedPorts>[number];

/**
 * Reads one serial reader for as long as it is configured: opens it, opens it again after every unplugging, under its
 * new name if the system gave it one.
 */
export class SerialSource implements Source {
  readonly #path: string;
  readonly #id: string;
  readonly #profile: ReaderProfile;
  readonly #listener: SourceListener;
  #link: LinkState = closedLink;
  #port: SerialPort | null = null;
  #framer = new SerialFramer("auto");
  #identity: PortIdentity | null = null;
  #linkTimer: NodeJS.Timeout | undefined;
  #frameTimer: NodeJS.Timeout | undefined;
  #pollTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(path: string, profile: ReaderProfile, listener: SourceListener) {
    this.#path = path;
    this.#id = `serial:${path}`;
    this.#profile = profile;
    this.#listener = listener;
    this.#happened({ kind: "tick" });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#linkTimer);
    await this.#closePort();
    this.#listener.forget(this.#id);
  }

  #happened(event: LinkEvent): void {
    if (this.#stopped) return;
    const before = this.#link;
    this.#link = nextLink(before, event, performance.now());
    clearTimeout(this.#linkTimer);
    if (this.#link.kind === "closed") {
      const wait = Math.max(0, this.#link.retryAt - performance.now());
      this.#linkTimer = setTimeout(() => this.#happened({ kind: "tick" }), wait + 1);
    } else if (this.#link.kind === "opening" && before.kind !== "opening") void this.#open();
  }

  async #open(): Promise<void> {
    const path = await this.#currentPath();
    if (this.#stopped) return;
    const port = new SerialPort({ path, baudRate, autoOpen: false });
    this.#port = port;
    port.on("error", (error) => void this.#lost(port, error));
    port.on("close", (error: Error | null) => void this.#lost(port, error));
    port.on("data", (chunk: Buffer) => this.#take(port, chunk));
    port.open((error) => {
      if (error) void this.#lost(port, error);
      else this.#opened(port, path);
    });
  }

  #opened(port: SerialPort, path: string): void {
    if (this.#stopped) {
      port.close();
      return;
    }
    this.#framer = new SerialFramer("auto");
    this.#happened({ kind: "opened" });
    this.#listener.state(this.#id, "ready", saying("ready", { name: path }));
    void this.#watch(port);
    void this.#identify(port, path);
  }

  /** Asks the port again and again: an answer that tells of a dead handle, or that changed, means that it is gone. */
  async #watch(port: SerialPort): Promise<void> {
    const first = await askPort(port);
    const check = (answer: string): void => {
      if (isDead(answer) || answer !== first) void this.#lost(port, new Error(answer));
    };
    if (this.#port !== port) return;
    check(first);
    clearInterval(this.#pollTimer);
    if (this.#port === port) this.#pollTimer = setInterval(() => void askPort(port).then(check), pollMs);
  }

  async #identify(port: SerialPort, path: string): Promise<void> {
    const listed = (await listPorts()).find((each) => each.path === path);
    if (this.#port === port && listed) this.#identity = identityOf(listed) ?? this.#identity;
  }

  /** The same reader may have come back under another name; without an identity the name is all there is. */
  async #currentPath(): Promise<string> {
    const identity = this.#identity;
    if (identity === null) return this.#path;
    const same = (await listPorts()).find((each) => isSame(identityOf(each), identity));
    return same?.path ?? this.#path;
  }

  #take(port: SerialPort, chunk: Buffer): void {
    this.#deliver(this.#framer.push(chunk, performance.now()));
    this.#awaitSilence(port);
  }

  /** Timers of a busy process may fire a little early, so the framer is asked until nothing waits. */
  #awaitSilence(port: SerialPort): void {
    clearTimeout(this.#frameTimer);
    const due = this.#framer.wakeAt;
    if (due === null) return;
    this.#frameTimer = setTimeout(() => void this.#endInSilence(port), Math.max(0, due - performance.now()) + 1);
  }

  /** Silence ends a code only of a reader that is still there: else it is half a code. */
  async #endInSilence(port: SerialPort): Promise<void> {
    const answer = await askPort(port);
    if (this.#port !== port) return;
    if (isDead(answer)) {
      await this.#lost(port, new Error(answer));
      return;
    }
    this.#deliver(this.#framer.wake(performance.now()));
    this.#awaitSilence(port);
  }

  #deliver(frames: readonly Frame[]): void {
    for (const frame of frames) {
      if (frame.ok) this.#listener.outcome(this.#id, readReaderText(frame.text, this.#profile));
      else this.#listener.outcome(this.#id, { kind: "unreadable", reason: frame.fault });
    }
  }

  async #lost(port: SerialPort, error: Error | null): Promise<void> {
    if (this.#port !== port || this.#stopped) return;
    const wasOpen = this.#link.kind === "open";
    await this.#closePort();
    if (this.#stopped) return;
    const fault = wasOpen ? saying("absent", { name: this.#path }) : await faultOf(port.path, error);
    this.#listener.state(this.#id, fault.key === "absent" ? "absent" : "error", fault);
    this.#happened({ kind: "lost" });
  }

  async #closePort(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    clearTimeout(this.#frameTimer);
    clearInterval(this.#pollTimer);
    if (port?.isOpen !== true) return;
    // A port that went away under its driver reports an error on closing too; it is closed all the same.
    await new Promise<void>((resolve) => port.close(() => resolve()));
  }
}

/** How the driver answers for the modem lines: empty when it does, else what it objects. A reader may have none. */
async function askPort(port: SerialPort): Promise<string> {
  return new Promise((resolve) => port.get((error) => resolve(error?.message ?? "")));
}

function isDead(answer: string): boolean {
  return /input\/output error|no such device|bad file descriptor|not configured|not open/i.test(answer);
}

/** Ports that the system lists; none where it cannot list them (Linux without udev). */
async function listPorts(): Promise<Listed[]> {
  const listed: Promise<unknown> = SerialPort.list();
  return listed.then(
    (ports) => ListedPorts.parse(ports),
    () => [],
  );
}

function identityOf({ vendorId, productId, serialNumber, pnpId }: Listed): PortIdentity | null {
  const unique = serialNumber ?? pnpId;
  return vendorId && productId && unique ? { vendorId, productId, serialNumber: unique } : null;
}

function isSame(one: PortIdentity | null, other: PortIdentity): boolean {
  return (
    one?.vendorId === other.vendorId && one.productId === other.productId && one.serialNumber === other.serialNumber
  );
}
