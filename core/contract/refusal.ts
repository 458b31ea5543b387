import * as z from "zod";

/**
 * Every way a command may be refused. Each kind is a locale key (`refusal.<kind>`) in ru, be and en; the engine fills
 * `message` in the operator's language, so that screens, slips and the command line say the same.
 */
export const refusalKinds = [
  // input and rights
  "invalid-input",
  "not-signed-in",
  "not-permitted",
  "override-needed",
  "pin-wrong",
  "pin-locked",
  "operator-unknown",
  "operator-inactive",
  "last-administrator",
  // scanning
  "code-unknown",
  "bank-card-refused",
  "barcode-damaged",
  "weight-label-invalid",
  "weight-needed",
  // cards
  "card-unknown",
  "card-refused",
  "card-not-sellable",
  "card-move-refused",
  "card-already-on-receipt",
  "typed-number-refused",
  // basket
  "line-unknown",
  "line-weighed",
  "quantity-invalid",
  "basket-empty",
  "basket-full",
  "basket-not-empty",
  "basket-changed",
  "basket-unknown",
  "nothing-to-undo",
  "item-unknown",
  "line-refused",
  // payment and receipts
  "tender-short",
  "tender-over",
  "tender-invalid",
  "receipt-unknown",
  "receipt-not-returnable",
  "line-not-returnable",
  "return-quantity-invalid",
  // shift
  "shift-not-open",
  "shift-already-open",
  "shift-blocked",
  "amount-invalid",
  "cash-short",
  // files, packs, storage
  "csv-invalid",
  "import-busy",
  "import-unknown",
  "import-has-errors",
  "import-cancelled",
  "pack-invalid",
  "pack-unknown",
  "programme-unknown",
  "programme-in-use",
  "storage-full",
  "storage-busy",
  "storage-failed",
  "data-in-use",
  "schema-newer",
  "backup-invalid",
  "backup-place",
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export const Refusal = z.object({
  kind: z.enum(refusalKinds),
  /** What happened and what to do, in the operator's language. */
  message: z.string(),
  /** Clause of the regulation, where one is behind it: `17`. */
  clause: z.string().optional(),
  /** Next steps, most likely first, ready to show. */
  steps: z.array(z.string()).optional(),
  /** Figures for programs; the message already contains them. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Refusal = z.infer<typeof Refusal>;
