import { randomBytes } from "node:crypto";

/** Names the life of a journal until its tail is lost: 64 random bits, hex. */
export function newGeneration(): string {
  return randomBytes(8).toString("hex");
}
