import { type ReaderOutcome, type ReaderProfile, RepeatGuard } from "../../core/scan/index.ts";
import type { Slip } from "../../core/print/index.ts";
import type { HidPort } from "./hid-port.ts";
import { HidSource } from "./hid-source.ts";
import type { DeviceConfig, DeviceScan, DeviceStatus, FromDevices } from "./messages.ts";
import { PrinterSource } from "./printer-source.ts";
import { SerialSource } from "./serial-source.ts";
import type { Source, SourceListener } from "./source.ts";
import { type Saying, say, saying } from "./words.ts";

/** A cashier scans a few codes a second; a line at the wrong speed or a broken reader sends hundreds. */
const maxPerSecond = 20;

export type DeskTools = {
  readonly post: (message: FromDevices) => void;
  readonly hid: HidPort;
  /** Wall clock, epoch milliseconds. */
  readonly now: () => number;
};

/**
 * Readers of the till that are no keyboards, and its receipt printer: starts and stops them by configuration, posts
 * what they bring and how they are.
 */
export class DeviceDesk {
  readonly #tools: DeskTools;
  readonly #guard = new RepeatGuard();
  readonly #told = new Map<string, string>();
  readonly #recent = new Map<string, readonly number[]>();
  #config: DeviceConfig | null = null;
  #sources: readonly Source[] = [];
  #printer: PrinterSource | null = null;
  #change: Promise<void> = Promise.resolve();

  constructor(tools: DeskTools) {
    this.#tools = tools;
  }

  /** Reads what the configuration names, and nothing else. The same configuration again changes nothing. */
  configure(config: DeviceConfig): Promise<void> {
    return this.#queue(async () => {
      if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
      await this.#stop();
      this.#config = config;
      this.#sources = this.#start(config);
    });
  }

  /** What no printer is set up for is left: the receipt is stored, and a copy can be printed. */
  print(slip: Slip): void {
    void this.#queue(async () => this.#printer?.print(slip));
  }

  /** Closes every device. */
  close(): Promise<void> {
    return this.#queue(() => this.#stop());
  }

  /** Changes of configuration happen one after the other. */
  #queue(change: () => Promise<void>): Promise<void> {
    this.#change = this.#change.then(change);
    return this.#change;
  }

  async #stop(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.stop()));
    this.#sources = [];
    this.#printer = null;
    this.#config = null;
  }

  #start({ serialPath, hid, prefix, suffix, cardRanges, printer, locale }: DeviceConfig): Source[] {
    this.#printer = printer && new PrinterSource(printer, this.#teller("printer", locale));
    const profile: ReaderProfile = {
      framing: { prefix, suffix },
      swipes: { own: cardRanges, strangers: "refuse" },
    };
    return [
      ...(serialPath === "" ? [] : [new SerialSource(serialPath, profile, this.#listener("serial", locale))]),
      ...(hid ? [new HidSource(this.#tools.hid, profile, this.#listener("hid", locale))] : []),
      ...(this.#printer ? [this.#printer] : []),
    ];
  }

  #teller(kind: DeviceStatus["kind"], locale: DeviceConfig["locale"]): Pick<SourceListener, "state" | "forget"> {
    const tell = (id: string, state: DeviceStatus["state"], sentence: Saying): void => {
      const device: DeviceStatus = { id, kind, state, message: say(sentence, locale) };
      const text = JSON.stringify(device);
      if (this.#told.get(id) === text) return;
      this.#told.set(id, text);
      this.#tools.post({ device });
    };
    return {
      state: tell,
      forget: (id) => {
        this.#recent.delete(id);
        if (this.#told.delete(id)) this.#tools.post({ gone: id });
      },
    };
  }

  #listener(kind: "serial" | "hid", locale: DeviceConfig["locale"]): SourceListener {
    const teller = this.#teller(kind, locale);
    return {
      ...teller,
      outcome: (id, outcome) => {
        if (this.#isTooMany(id)) teller.state(id, "error", saying("overflow", { name: id }));
        else this.#deliver({ source: kind, deviceId: id }, outcome);
      },
    };
  }

  #isTooMany(id: string): boolean {
    const now = performance.now();
    const recent = (this.#recent.get(id) ?? []).filter((at) => now - at < 1000);
    this.#recent.set(id, recent.length < maxPerSecond ? [...recent, now] : recent);
    return recent.length >= maxPerSecond;
  }

  #deliver(from: { readonly source: "serial" | "hid"; readonly deviceId: string }, outcome: ReaderOutcome): void {
    const t = this.#tools.now();
    const { deviceId } = from;
    switch (outcome.kind) {
      case "scan":
        return this.#scan({ ...from, data: outcome.scan.data, t, ...(outcome.scan.aim && { aim: outcome.scan.aim }) });
      case "swipe":
        return outcome.swipe.number === null
          ? this.#tools.post({ refused: { reason: "unreadable", deviceId, t } })
          : this.#scan({ ...from, data: outcome.swipe.number, t });
      case "bank-card":
      case "unreadable":
        return this.#tools.post({ refused: { reason: outcome.kind, deviceId, t } });
      case "ignored":
        return undefined;
    }
  }

  #scan(scan: DeviceScan): void {
    if (this.#guard.admits(scan.data, performance.now())) this.#tools.post({ scan });
  }
}
