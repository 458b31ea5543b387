import { classifyCode, type CodeClass } from "../../scan/index.ts";
import type { Item } from "../../catalogue/index.ts";
import type { Refusal, ScanOutcome } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { presentCard } from "../cards/present-card.ts";
import { enterGoods } from "./enter-goods.ts";
import { itemName } from "./open-basket.ts";

type ScanInput = {
  readonly code: string;
  readonly aim?: string | undefined;
  readonly typed?: boolean | undefined;
};

/** Sends a code where it belongs: a card to the banner, a blank, goods or a weight label to the basket. */
export function scan(ports: Ports, context: Context, input: ScanInput): Result<ScanOutcome, Refusal> {
  const read = readCode(context, input);
  switch (read.kind) {
    case "card":
      return presentCard(ports, context, { number: read.number, presentation: input.typed ? "number" : "original" });
    case "item":
      return scanItem(ports, context, { barcode: read.barcode, typed: input.typed ?? false });
    case "weighed":
      return scanWeighed(ports, context, read);
    case "priced":
      // A label with a price says no weight: without one neither a return nor the discount could be proved.
      return refusal(context, "weight-label-invalid");
    case "bank-card":
      return refusal(context, "bank-card-refused");
    case "damaged":
      return refusal(context, read.reason === "weight-zero" ? "weight-label-invalid" : "barcode-damaged");
  }
}

/** What a code is under this terminal's rules. */
export function readCode(context: Context, input: Omit<ScanInput, "typed">): CodeClass {
  const { weightPrefix, cardRanges } = context.terminal.settings;
  const { code, aim } = input;
  return classifyCode({ data: code, ...(aim === undefined ? {} : { aim }) }, { weightPrefix, cardRanges });
}

/** An article by barcode or, as people type it, by sku. */
export function findItem(ports: Ports, code: string): Item | undefined {
  return ports.items.byBarcode(code) ?? ports.items.bySku(code);
}

function scanItem(ports: Ports, context: Context, code: { barcode: string; typed: boolean }) {
  const { barcode, typed } = code;
  const item = findItem(ports, barcode);
  if (!item) {
    // Numbers of older card series may lie outside the ranges that the terminal knows.
    if (ports.cards.find(barcode)) {
      return presentCard(ports, context, { number: barcode, presentation: typed ? "number" : "original" });
    }
    return unknownCode(context, barcode);
  }
  if (item.unit === "kg") return refusal(context, "weight-needed", { params: { name: itemName(context, item) } });
  return enterGoods(ports, context, { item, qtyMilli: 1000, weighed: false });
}

function scanWeighed(ports: Ports, context: Context, read: { barcodePrefix: string; qtyMilli: number }) {
  const item = ports.items.byBarcode(read.barcodePrefix);
  if (!item) return unknownCode(context, read.barcodePrefix);
  if (item.unit !== "kg") return refusal(context, "weight-label-invalid");
  return enterGoods(ports, context, { item, qtyMilli: read.qtyMilli, weighed: true });
}

function unknownCode(context: Context, code: string) {
  // Long or odd codes (QR texts, documents) would only fill the line.
  const shown = code.length <= 24 ? code : `${code.slice(0, 24)}…`;
  return refusal(context, "code-unknown", { params: { code: shown } });
}
