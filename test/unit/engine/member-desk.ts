import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { CallInput } from "../../../core/contract/index.ts";
import { openTestTill, people, type TestTill, type TillOptions } from "./test-till.ts";

/** Programmes of the associations, as they are shipped. */
export const associations = ["ad-council", "client-centric", "ruslom"] as const;

const today = "2026-02-02T10:00:00+03:00";

/** A terminal where the associations' programmes apply, with a receptionist at work. */
export async function openAssociations(options: TillOptions = {}): Promise<TestTill> {
  const till = openTestTill({ at: today, ...options });
  await till.call("signIn", people.administrator);
  await till.call("saveSettings", { settings: { beside: [...associations] } });
  await till.call("signIn", people.receptionist);
  return till;
}

export type Member = Omit<CallInput<"recordMember">, "requestId" | "programme" | "override">;

/** Members as a manager records them. */
export async function addMembers(till: TestTill, members: readonly Member[]): Promise<void> {
  await till.call("signIn", people.manager);
  for (const member of members) {
    await till.call("recordMember", { requestId: `add-${member.member}`, programme: "ruslom", ...member });
  }
  await till.call("signIn", people.receptionist);
}

/** A folder that is prepared once and copied for each test: hashing PINs takes most of the time. */
export function sharedDesk(prepare: () => Promise<TestTill>, at = today): () => Promise<TestTill> {
  let template = "";
  beforeAll(async () => {
    const till = await prepare();
    template = till.dir;
    await till.close();
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  return async () => {
    const dir = mkdtempSync(join(tmpdir(), "till-"));
    cpSync(template, dir, { recursive: true });
    const till = openTestTill({ at, dir });
    await till.call("signIn", people.receptionist);
    return till;
  };
}
