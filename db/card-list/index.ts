export { cardColumns, cardOf, type CardRow, fieldsOf, type ListedCard, toCard } from "./card-row.ts";
export * from "./card-snapshot.ts";
export { beginCardSnapshot, type SnapshotDraft, writeCardSnapshot } from "./write-card-snapshot.ts";
