import * as z from "zod";
import {
  closedLink,
  HidAssembler,
  layoutFromReport,
  type LinkState,
  nextLink,
  noFraming,
  readHidPiece,
  readReaderText,
  type ReaderOutcome,
  RepeatGuard,
  SerialFramer,
} from "../../core/scan/index.ts";
import { type Actual, bytesOf, type Delivered, delivered, deviceKind, noProgramme } from "./device-kind.ts";

const profile = { framing: noFraming, swipes: noProgramme };

/** The device layer of the till without its drivers: link, framer and guard, led by the steps of a case. */
class Desk {
  readonly delivered: Delivered[] = [];
  opened = 0;
  #now = 0;
  #link: LinkState = closedLink;
  #framer = new SerialFramer("auto");
  readonly #guard = new RepeatGuard();

  open(): void {
    this.#link = nextLink(nextLink(this.#link, { kind: "seen" }, this.#now), { kind: "opened" }, this.#now);
    if (this.#link.kind !== "open") return;
    this.opened += 1;
    this.#framer = new SerialFramer("auto");
  }

  lose(): void {
    this.#link = nextLink(this.#link, { kind: "lost" }, this.#now);
  }

  bytes(hex: string): void {
    if (this.#link.kind !== "open") return;
    for (const frame of this.#framer.push(bytesOf(hex), this.#now)) if (frame.ok) this.scan(frame.text, this.#now);
  }

  report(hex: string): void {
    const layout = layoutFromReport(bytesOf(hex));
    if (this.#link.kind !== "open" || !layout) return;
    for (const piece of new HidAssembler(layout).push(bytesOf(hex), this.#now))
      this.#take(readHidPiece(piece, profile));
  }

  scan(text: string, at: number): void {
    this.#now = at;
    this.#take(readReaderText(text, profile));
  }

  #take(outcome: ReaderOutcome): void {
    const at = this.#now;
    if (outcome.kind !== "scan" || this.#guard.admits(outcome.scan.data, at)) this.delivered.push({ outcome });
  }
}

/** Steps in the words of the cases; the first that fits is taken. */
const steps: readonly (readonly [RegExp, (desk: Desk, found: readonly string[]) => void])[] = [
  [/^open \S+$/, (desk) => desk.open()],
  [/^(?:close|error|unplug)\b.*$/, (desk) => desk.lose()],
  [/^(?:list|devices)\S* shows \S+(?: again)?$/, (desk) => desk.open()],
  [/^report ((?:[0-9a-f]{2})+)$/, (desk, [, hex = ""]) => desk.report(hex)],
  [/^bytes ((?:[0-9a-f]{2})+)$/, (desk, [, hex = ""]) => desk.bytes(hex)],
  [/^scan (\S+) by \w+ at t=(\d+)$/, (desk, [, code = "", at = "0"]) => desk.scan(code, Number(at))],
];

export const deviceEvents = deviceKind({
  input: z.strictObject({ kind: z.literal("device-events"), steps: z.array(z.string()) }),
  run(input): Actual | { readonly skip: string } {
    const desk = new Desk();
    for (const text of input.steps) {
      const [pattern, act] = steps.find(([each]) => each.test(text)) ?? [];
      if (!pattern || !act) return { skip: `the step "${text}" needs a running device` };
      act(desk, pattern.exec(text) ?? []);
    }
    return { ...delivered(desk.delivered), reopened: desk.opened > 1, appCrashed: false };
  },
});
