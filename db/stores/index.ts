export { isStorageError, StorageError, type StorageErrorKind, type StoragePart } from "../connection/index.ts";
export * from "./keep-folder.ts";
export * from "./open-storage.ts";
export * from "./recovery.ts";
export * from "./restore-backup.ts";
export * from "./storage-options.ts";
export * from "./unpack-cards.ts";
