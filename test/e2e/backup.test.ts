import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appsPerTest, manager, openShop, shells } from "./harness/index.ts";

describe.each(shells)("looking after the journal in $name", (shell) => {
  const apps = appsPerTest(shell);

  it("verifies the chain and writes a backup on the keeper's thread", async () => {
    const data = await openShop();
    const { till } = await apps.open(data);
    await till.lock();
    await till.signIn(manager);
    await till.at("section-more").click();
    await till.at("menu-journal").click();
    await till.at("verify-journal").click();
    await till.says("chain-result", /\d/);
    await till.at("backup").click();
    await till.says("backup-result", /journal-\d{8}T\d{6}Z-\d+\.db/);
    expect(readdirSync(join(data.dir, "backups"))).toHaveLength(1);
  });
});
