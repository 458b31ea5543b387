import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PackDossier } from "../../../hq/console-contract/index.ts";
import { field, openStaffedConsole, type StaffedConsole } from "./console-client.ts";

const packs = join(import.meta.dirname, "../../../resources/packs");

let office: StaffedConsole;
beforeAll(async () => {
  office = await openStaffedConsole(Date.parse("2026-01-20T12:00:00Z"));
}, 60_000);
afterAll(() => office.close());

type Source = {
  pack: { id: string; version: number; effective: { from: string } };
  offers: { id: string; clause: string }[];
};

function packOf(id: string, version: number, change: (pack: Source) => void = () => undefined): string {
  const pack: Source = JSON.parse(readFileSync(join(packs, `${id}.json`), "utf8"));
  pack.pack.version = version;
  change(pack);
  return JSON.stringify(pack);
}

const admin = () => office.as("administrator");
const upload = (json: string) => admin().call("uploadPack", { json });
const today = () => new Date(office.clock.now + 3 * 3_600_000).toISOString().slice(0, 10);

async function dossier(id: string, version: number) {
  const { body } = await admin().call("packDossier", { id, version });
  return PackDossier.parse(body);
}

async function publish(id: string, version: number, startsOn = today()) {
  const { status, body } = await admin().call("publishPack", { id, version, startsOn, shards: [] });
  return status === 200 ? "published" : field(body, "code");
}

describe("a programme at head office", () => {
  it("is kept as a draft and looked through as `npm run packs -- lint` and `diff` do", async () => {
    expect((await upload(packOf("beltamozh", 1, ({ pack }) => (pack.effective.from = "2020-01-01")))).status).toBe(200);
    expect(await publish("beltamozh", 1)).toBe("published");
    const next = packOf("beltamozh", 2, ({ pack, offers }) => {
      pack.effective.from = "2020-01-01";
      for (const offer of offers) offer.clause = `${offer.clause}, 99`;
    });
    expect((await upload(next)).status).toBe(200);
    const { findings, changes, pack } = await dossier("beltamozh", 2);
    expect(pack).toMatchObject({ state: "draft", holds: false, startsOn: null });
    expect(changes?.ru.join("\n")).toContain("99");
    expect(changes?.en.join("\n")).toContain("1 → 2");
    expect(findings.every(({ text }) => text.ru !== "")).toBe(true);
  });

  it("003 §13: begins no sooner than its notice of three working days", async () => {
    const { earliest } = await dossier("beltamozh", 2);
    expect(earliest?.clause).toBe("13");
    expect((earliest?.date ?? "") > today()).toBe(true);
    const { body, status } = await admin().call("publishPack", {
      id: "beltamozh",
      version: 2,
      startsOn: today(),
      shards: [],
    });
    expect([status, field(body, "code")]).toEqual([409, "too-early"]);
    expect(await publish("beltamozh", 2, earliest?.date)).toBe("published");
    expect((await dossier("beltamozh", 2)).pack).toMatchObject({ state: "published", holds: false });
  });

  it("can be taken back before its day and not after", async () => {
    const order = { id: "beltamozh", reason: "ошибка в ставке" };
    expect((await admin().call("withdrawPack", { ...order, version: 2 })).status).toBe(200);
    const { body } = await admin().call("withdrawPack", { ...order, version: 1 });
    expect(field(body, "code")).toBe("has-begun");
  });

  it("never takes the number of a version that tills have, nor an older one", async () => {
    const same = await upload(packOf("beltamozh", 1));
    expect(field(same.body, "code")).toBe("version-taken");
    expect((await upload(packOf("beltamozh", 5))).status).toBe(200);
    await publish("beltamozh", 5, "2030-01-01");
    expect(field((await upload(packOf("beltamozh", 4))).body, "code")).toBe("version-older");
  });

  it("002 §8.1, §4.12, §8.3: is signed in the document's order before it is published", async () => {
    expect((await upload(packOf("sport-school", 1, ({ pack }) => (pack.effective.from = "2020-01-01")))).status).toBe(
      200,
    );
    const key = { id: "sport-school", version: 1 };
    const { steps } = await dossier("sport-school", 1);
    expect(steps.map(({ by }) => by)).toEqual(["unit", "deputy-director", "chief-accountant", "economist", "director"]);
    expect(await publish("sport-school", 1)).toBe("signatures-missing");
    const early = await admin().call("signPack", { ...key, step: 4, note: "приказ 7" });
    expect(field(early.body, "code")).toBe("other-signature-due");
    for (const step of steps.keys()) {
      expect((await admin().call("signPack", { ...key, step, note: `лист ${step}` })).status).toBe(200);
    }
    expect(await publish("sport-school", 1)).toBe("published");
  });

  it("is not published with errors, and what is no pack is refused with its faults", async () => {
    const broken = await upload(packOf("ruslom", 1).replace('"format":"entitlement-pack/1"', '"format":"poem/1"'));
    expect(field(broken.body, "code")).toBe("pack-unusable");
    const faulty = await upload(packOf("beltamozh", 9, (pack) => Reflect.deleteProperty(pack, "stacking")));
    expect(field(faulty.body, "code")).toBe("pack-unusable");
    expect(JSON.stringify(faulty.body)).toContain("stacking");
  });

  it("is seen by all and changed by administrators only; who did what stays in the audit", async () => {
    expect((await office.as("viewer").call("listPacks", {})).status).toBe(200);
    expect((await office.as("cards").call("uploadPack", { json: "{}" })).status).toBe(403);
    const { body } = await admin().call("searchAudit", { text: "beltamozh", before: null });
    const text = JSON.stringify(body);
    for (const action of ["pack-uploaded", "pack-published", "pack-withdrawn"]) expect(text).toContain(action);
  });
});
