import { z } from "../kernel/index.ts";

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
  "receipt-other-currency",
  "line-not-returnable",
  "return-quantity-invalid",
  // reception
  "desk-form-unknown",
  "desk-answer-invalid",
  "desk-not-ready",
  "desk-quote-changed",
  "order-incomplete",
  "order-refused",
  "order-unknown",
  "calendar-missing",
  // members of associations
  "member-unknown",
  "member-card-unknown",
  "member-card-taken",
  "member-card-refused",
  "member-dates",
  "entitlement-unknown",
  "entitlement-refused",
  "redemption-unknown",
  "redemption-not-cancelled",
  "status-not-adjusted",
  "fact-unknown",
  "fact-invalid",
  "application-unknown",
  "application-event-unknown",
  "admission-refused",
  "date-in-future",
  // shift
  "shift-not-open",
  "shift-already-open",
  "shift-blocked",
  "amount-invalid",
  "cash-short",
  "drawer-absent",
  // head office
  "office-address-invalid",
  "office-unreachable",
  "office-not-there",
  "office-code-wrong",
  "office-code-too-often",
  "office-needed",
  "not-enrolled",
  // files, packs, storage
  "csv-invalid",
  "import-busy",
  "import-unknown",
  "import-has-errors",
  "import-cancelled",
  "pack-invalid",
  "pack-unknown",
  "office-rules-packs",
  "office-rules-catalogue",
  "office-rules-operators",
  "programme-unknown",
  "programme-in-use",
  "programme-not-here",
  "workplace-unknown",
  "workplace-in-use",
  "programme-not-beside",
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
