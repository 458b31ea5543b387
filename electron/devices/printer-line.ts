import { open } from "node:fs/promises";
import { connect } from "node:net";
import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { SerialPort } from "serialport";

/** An open line to a printer. */
export type PrinterLine = {
  /** Resolves when the bytes have left; rejects when the line is lost before or while they do. */
  write(bytes: Uint8Array): Promise<void>;
  /** The next byte, or null if none comes in time; rejects when the line is lost. */
  answer(withinMs: number): Promise<number | null>;
  close(): void;
};

/** Printers on the network listen here when their address names no port. */
const rawPort = 9100;
const connectMs = 3000;
/** A printer that takes nothing for so long is switched off or jammed. */
const writeMs = 10_000;

/**
 * Opens `host:9100` or `tcp://host`, a raw device of the system (`/dev/usb/lp0`, `\\.\LPT1`), or a serial port; rejects
 * where nothing answers.
 */
export async function openPrinterLine(address: string): Promise<PrinterLine> {
  const network = /^(?:tcp:\/\/)?([\w.-]+):(\d{1,5})$|^tcp:\/\/([\w.-]+)$/.exec(address);
  if (network) return lineOver(await openNetwork(network[1] ?? network[3] ?? "", Number(network[2] ?? rawPort)));
  if (/\/lp\d+$|LPT\d/i.test(address)) return lineOver((await open(address, "w")).createWriteStream());
  return lineOver(await openSerial(address));
}

function openNetwork(host: string, port: number): Promise<Writable> {
  return new Promise((resolve, reject) => {
    // Questions are three bytes long: held back for company they would take 40 ms each.
    const socket = connect({ host, port, timeout: connectMs, noDelay: true });
    socket.once("connect", () => resolve(socket.setTimeout(0)));
    socket.once("timeout", () => socket.destroy(new Error(`no answer from ${host}`)));
    socket.once("error", reject);
  });
}

function openSerial(path: string): Promise<Writable> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path, baudRate: 9600, autoOpen: false });
    port.open((error) => (error ? reject(error) : resolve(port)));
  });
}

function lineOver(stream: Writable): PrinterLine {
  const bytes: number[] = [];
  let heard: () => void = () => undefined;
  stream.on("data", (chunk: Uint8Array) => {
    bytes.push(...chunk);
    heard();
  });
  const lost = new Promise<Error>((resolve) => {
    stream.on("error", resolve);
    stream.on("close", () => resolve(new Error("the line was closed")));
  });
  const orLost = <T>(work: Promise<T>): Promise<T> => Promise.race([work, lost.then((error) => Promise.reject(error))]);
  return {
    write(data) {
      const sent = new Promise<void>((resolve, reject) => {
        stream.write(data, (error) => (error ? reject(error) : resolve()));
      });
      const late = wait(writeMs, null, { ref: false }).then(() => Promise.reject(new Error("it takes nothing")));
      return orLost(Promise.race([sent, late]));
    },
    async answer(withinMs) {
      const comes = new Promise<void>((resolve) => {
        heard = resolve;
      });
      if (bytes.length === 0) await orLost(Promise.race([comes, wait(withinMs, undefined, { ref: false })]));
      return bytes.shift() ?? null;
    },
    close: () => void (stream instanceof SerialPort ? stream.close(() => undefined) : stream.destroy()),
  };
}
