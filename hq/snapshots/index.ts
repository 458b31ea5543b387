export * from "./build-snapshot.ts";
export * from "./load-cards.ts";
export * from "./snapshot-loop.ts";
