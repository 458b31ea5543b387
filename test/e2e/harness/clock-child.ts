// Loaded into every process of a journey before its own program: its clock is ahead by what the file named in
// TEST_CLOCK says, in milliseconds. Timers run as they do.
import { readFileSync } from "node:fs";

const file = process.env["TEST_CLOCK"] ?? "";
const RealDate = Date;
const lookEveryMs = 50;
const looked = { aheadMs: 0, atMs: Number.NEGATIVE_INFINITY };

function now(): number {
  if (performance.now() - looked.atMs >= lookEveryMs) {
    looked.aheadMs = Number(readFileSync(file, "utf8"));
    looked.atMs = performance.now();
  }
  return RealDate.now() + looked.aheadMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (date, given, made) => Reflect.construct(date, given.length === 0 ? [now()] : given, made) as Date,
  get: (date, name) => (name === "now" ? now : (Reflect.get(date, name) as unknown)),
});
