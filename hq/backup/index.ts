export * from "./back-up.ts";
export * from "./begin-after-restore.ts";
export type { BackupManifest } from "./manifest.ts";
export * from "./restore.ts";
