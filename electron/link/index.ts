export { createLink, type LinkOptions, type RunningLink } from "./create-link.ts";
export { noSealer, type Sealer } from "./key-box.ts";
export { isSigned } from "./keys.ts";
export type { LinkDesk } from "./link-desk.ts";
