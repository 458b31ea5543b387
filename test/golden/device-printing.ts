import * as z from "zod";
import {
  areDrawerPulses,
  type Attempt,
  begin,
  encodeText,
  enqueue,
  finish,
  initialise,
  nextJob,
  readStatus,
} from "../../core/print/index.ts";
import { type Actual, bytesOf, deviceKind, Hex } from "./device-kind.ts";

const pages = { cp866: "cp866", cp855: "cp855", cp1251: "cp1251", wpc1251: "cp1251", windows1251: "cp1251" } as const;

export const printText = deviceKind({
  input: z.strictObject({
    kind: z.literal("print-text"),
    text: z.string(),
    codePage: z.enum(["cp866", "cp855", "cp1251", "wpc1251", "windows1251"]),
  }),
  run({ text, codePage }): Actual {
    const bytes = [...initialise, ...encodeText(text, pages[codePage])];
    return { hex: bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("") };
  },
});

export const drawerBytes = deviceKind({
  input: z.strictObject({ kind: z.literal("drawer-bytes"), hex: Hex }),
  run: ({ hex }) => ({ valid: areDrawerPulses(bytesOf(hex)) }),
});

export const statusByte = deviceKind({
  input: z.strictObject({
    kind: z.literal("status-byte"),
    request: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    hex: z.string().regex(/^[0-9a-f]{2}$/i),
  }),
  run({ request, hex }): Actual {
    const status = readStatus(request, Number.parseInt(hex, 16));
    return { valid: status !== null, ...status };
  },
});

/** How each habit of a network printer ends an attempt. */
const endings: Readonly<Record<string, Attempt>> = { refuse: "refused", accept: "sent", "accept-then-close": "broken" };

export const tcpPrinter = deviceKind({
  input: z.strictObject({ kind: z.literal("tcp-9100"), script: z.array(z.string()) }),
  run({ script }): Actual | { readonly skip: string } {
    const strange = script.find((step) => endings[step] === undefined);
    if (strange !== undefined) return { skip: `a printer that answers "${strange}" needs the transport under it` };
    let queue = enqueue([], "receipt-1");
    const saleBlocked = queue.length === 0;
    let jobsPrinted = 0;
    for (const step of script) {
      // The till asks again for the same copy on every try; it stays one job.
      queue = enqueue(queue, "receipt-1");
      const job = nextJob(queue);
      if (!job) break;
      const ending = endings[step] ?? "refused";
      queue = finish(begin(queue, job.id), job.id, ending);
      if (ending === "sent") jobsPrinted += 1;
    }
    return { jobsPrinted, saleBlocked, asksCashier: queue.some(({ state }) => state === "unsure") };
  },
});
