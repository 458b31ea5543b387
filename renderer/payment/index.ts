/* How a customer pays and what is handed over: the same at the till and at a reception. Words: namespace `till`. */
export * from "./paid-receipt.tsx";
export * from "./payment-math.ts";
export * from "./payment-panel.tsx";
export * from "./payment-receipt.tsx";
export * from "./use-payment.ts";
export * from "./use-receipt-call.ts";
