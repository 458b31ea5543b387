export * from "./return.ts";
export * from "./sale.ts";
export * from "./tender.ts";
