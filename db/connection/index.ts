export * from "./checksum.ts";
export * from "./database.ts";
export * from "./disk-reserve.ts";
export * from "./durable-file.ts";
export * from "./folder-lock.ts";
export * from "./storage-error.ts";
export * from "./until-damage.ts";
