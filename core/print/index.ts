export * from "./code-page.ts";
export * from "./escpos.ts";
export * from "./print-queue.ts";
export * from "./slip.ts";
