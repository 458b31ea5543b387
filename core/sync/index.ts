export * from "./batch.ts";
export * from "./card-line.ts";
export * from "./fact.ts";
export * from "./lane.ts";
export * from "./merge-card.ts";
export * from "./protocol.ts";
export * from "./signed-text.ts";
export * from "./staleness.ts";
