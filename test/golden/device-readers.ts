import * as z from "zod";
import {
  HidAssembler,
  layoutFromReport,
  layoutOf,
  type LayoutResult,
  readHidPiece,
  readReaderText,
  type ReaderProfile,
  SerialFramer,
  Wedge,
  type WedgeEvent,
  type WedgeStep,
} from "../../core/scan/index.ts";
import {
  type Actual,
  bytesOf,
  type Delivered,
  delivered,
  deviceKind,
  Hex,
  layoutNames,
  noProgramme,
  profileOf,
} from "./device-kind.ts";

const Time = z.number().min(0);

/** A window with one text field under a wedge. */
class Window {
  readonly delivered: Delivered[] = [];
  typed = "";
  wakeAt: number | null = null;
  readonly #wedge: Wedge;

  constructor(wedge: Wedge) {
    this.#wedge = wedge;
  }

  keydown(event: WedgeEvent): void {
    this.waitUntil(event.timeStamp);
    const step = this.#wedge.press(event);
    this.#carryOut(step);
    if (!step.pass) return;
    if (event.key === "Backspace") this.typed = this.typed.slice(0, -1);
    else if (event.key.length === 1 && !event.ctrlKey && !event.altKey) this.typed += event.key;
  }

  waitUntil(time: number): void {
    while (this.wakeAt !== null && this.wakeAt < time) this.#carryOut(this.#wedge.wake(this.wakeAt));
  }

  leave(): void {
    this.#carryOut(this.#wedge.leave());
  }

  #carryOut(step: WedgeStep): void {
    this.wakeAt = step.wakeAt;
    for (const effect of step.effects) {
      if (effect.kind === "replay") this.typed += effect.text;
      else if (effect.kind === "retract") this.typed = this.typed.slice(0, -effect.text.length);
      else this.delivered.push(effect);
    }
  }
}

function leaveTime(after: string | null): number | null {
  if (after === null) return null;
  const time = /^scope-deactivated at t=(\d+)$/.exec(after)?.[1];
  if (time === undefined) throw new Error(`unknown instruction ${after}`);
  return Number(time);
}

export const keydownTrace = deviceKind({
  input: z.strictObject({
    kind: z.literal("keydown-trace"),
    hostLayout: z.enum(["us", "uk", "gb", "de", "fr", "ru", "by", "bg"]),
    scannerLayout: layoutNames,
    target: z.enum(["body", "input", "textarea"]),
    profile: z.string(),
    events: z.array(z.tuple([Time, z.string(), z.string(), z.string().regex(/^[SCALR]*$/)])),
  }),
  run(input, context): Actual {
    const { pace, framing } = profileOf(input.profile, context);
    const window = new Window(new Wedge({ layout: input.scannerLayout, pace, framing, swipes: noProgramme }));
    const editable = input.target !== "body";
    for (const [timeStamp, code, key, flags] of input.events) {
      window.keydown({
        code,
        key,
        timeStamp,
        shiftKey: flags.includes("S"),
        ctrlKey: flags.includes("C"),
        altKey: flags.includes("A"),
        repeat: flags.includes("R"),
        capsLock: flags.includes("L"),
        editable,
      });
    }
    const leaveAt = leaveTime(context.after);
    if (leaveAt !== null) {
      window.waitUntil(leaveAt);
      window.leave();
    }
    window.waitUntil(Number.POSITIVE_INFINITY);
    return { ...delivered(window.delivered), typed: window.typed, fieldValueAfter: editable ? window.typed : "" };
  },
});

export const serialChunks = deviceKind({
  input: z.strictObject({
    kind: z.literal("serial-chunks"),
    profile: z.string(),
    chunks: z.array(z.tuple([Time, Hex])),
  }),
  run({ profile, chunks }, context): Actual {
    const { framing, serial } = profileOf(profile, context);
    return delivered(readSerial(chunks, new SerialFramer(serial), { framing, swipes: noProgramme }));
  },
});

/** Pushes chunks at their times, with the framer's own timers between them. */
export function readSerial(
  chunks: readonly (readonly [number, string])[],
  framer: SerialFramer,
  profile: ReaderProfile,
): Delivered[] {
  const frames = chunks.flatMap(([time, hex]) => {
    const due = framer.wakeAt;
    return [...(due !== null && due <= time ? framer.wake(due) : []), ...framer.push(bytesOf(hex), time)];
  });
  frames.push(...framer.wake(framer.wakeAt ?? 0));
  return frames.map((frame) => ({
    outcome: frame.ok ? readReaderText(frame.text, profile) : { kind: "unreadable", reason: frame.fault },
  }));
}

export const hidReports = deviceKind({
  input: z.strictObject({
    kind: z.literal("hid-reports"),
    descriptor: z.string(),
    reports: z.array(z.tuple([Time, Hex])),
    profile: z.string().optional(),
  }),
  run({ descriptor, reports, profile = "default" }, context): Actual {
    const { framing } = profileOf(profile, context);
    const hex = context.descriptors.get(descriptor);
    if (hex === undefined) throw new Error(`unknown descriptor ${descriptor}`);
    const result = hex === null ? fromFirstReport(reports[0]?.[1] ?? "") : layoutOf(bytesOf(hex));
    if (!result.ok) return { ...delivered([]), error: "layout-unknown", refused: result.refusal };
    const assembler = new HidAssembler(result.layout);
    const pieces = reports.flatMap(([time, report]) => assembler.push(bytesOf(report), time));
    return delivered(pieces.map((piece) => ({ outcome: readHidPiece(piece, { framing, swipes: noProgramme }) })));
  },
});

function fromFirstReport(hex: string): LayoutResult {
  const layout = layoutFromReport(bytesOf(hex));
  return layout ? { ok: true, layout } : { ok: false, refusal: "layout-unknown" };
}
