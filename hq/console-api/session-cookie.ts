import { createHash, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { sessionLimits } from "../console-store/index.ts";

const name = "hq_session";

/** 256 bits, as they stand in a link or a cookie. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export function tokenIn({ cookie = "" }: IncomingHttpHeaders): string | undefined {
  return new RegExp(`(?:^|; )${name}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookie)?.[1];
}

/** No script reads it and no other site sends it. `Secure` wherever the browser itself came over TLS. */
export function sessionCookie(token: string | null, headers: IncomingHttpHeaders): string {
  const life = token === null ? 0 : sessionLimits.longestMs / 1000;
  const secure = headers.origin?.startsWith("https://") === true ? "; Secure" : "";
  return `${name}=${token ?? ""}; Path=/console; HttpOnly; SameSite=Strict; Max-Age=${life}${secure}`;
}
