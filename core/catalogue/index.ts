export * from "./check-catalogue.ts";
export * from "./item-row.ts";
export * from "./item.ts";
export * from "./read-csv.ts";
