import { randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Who may use the page. The address printed at start carries a key that is good once: the first to open it gets a
 * cookie instead, which no script can read and no other site can send. A key seen later in a process list is worthless.
 */
export type Admission = {
  /** Path and query to open first. */
  readonly entrance: string;
  /** Spends the key; the cookie for the one who brought it, else undefined. */
  exchange(key: string | null): string | undefined;
  /** Whether a `Cookie` header carries the cookie given out. */
  admits(cookies: string | undefined): boolean;
};

export function createAdmission(port: number): Admission {
  const key = secret();
  const pass = secret();
  // Cookies do not tell ports apart; two tills on one machine must not overwrite each other's.
  const name = `till-${port}`;
  let spent = false;
  return {
    entrance: `/enter?key=${key}`,
    exchange(offered) {
      if (spent || offered === null || !same(offered, key)) return undefined;
      spent = true;
      return `${name}=${pass}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admits(cookies) {
      const pairs = (cookies ?? "").split(";").map((pair) => pair.trim());
      return pairs.some((pair) => pair.startsWith(`${name}=`) && same(pair.slice(name.length + 1), pass));
    },
  };
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}

function same(offered: string, expected: string): boolean {
  const [left, right] = [Buffer.from(offered), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
