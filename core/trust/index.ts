export * from "./accept.ts";
export * from "./documents.ts";
export * from "./known-trust.ts";
export * from "./signed-document.ts";
