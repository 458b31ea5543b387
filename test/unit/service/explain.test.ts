import { describe, expect, it } from "vitest";
import { answerLanguages, type Regulation } from "../../../core/regulation/index.ts";
import { explain, lintAgainst, parseServicePack } from "../../../core/service/index.ts";
import { changed, council, packJson, problemsOf, ruslom, standard } from "../packs.ts";

const rules: readonly Regulation[] = [ruslom(), council(), standard()];
const everyReason = rules.flatMap((pack) =>
  Object.keys(pack.reasons).map((reason) => [pack.pack.id, reason, pack] as const),
);

describe("4.3.2: every refusal says what, why, by which rule, what next, what else and where to appeal", () => {
  it.each(everyReason)("%s: %s, in every language, without a gap", (_id, reason, pack) => {
    const answered = { outcome: "refused", reason, clause: "1.2", facts: {} } as const;
    for (const language of answerLanguages) {
      const said = explain(standard(), { pack, answered }, language);
      if (!said.ok) throw new Error(`${language}: no ${said.refusal.part}`);
      const { parts } = said.value;
      expect(Object.keys(parts)).toEqual(standard().explain.refused);
      for (const text of Object.values(parts)) expect(text).toMatch(/^[^{}]+$/);
      expect(parts.clause).toContain("1.2");
    }
  });

  it("languages differ in words, never in codes", () => {
    const answered = { outcome: "refused", reason: "paper_required", clause: "7.3", facts: {} } as const;
    const said = answerLanguages.map((one) => explain(standard(), { pack: council(), answered }, one));
    const texts = said.map((one) => (one.ok ? one.value.parts.why : ""));
    expect(new Set(texts).size).toBe(answerLanguages.length);
    for (const one of said) expect(one.ok && [one.value.reason, one.value.clause]).toEqual(["paper_required", "7.3"]);
  });

  it("figures are said when they are known, names by their titles", () => {
    const pack = ruslom();
    const facts = { available_in: ["silver", "gold"], used: 3, limit: 5, remaining: 2 };
    const said = (outcome: "granted" | "refused", part: "why" | "remaining") => {
      const answered = {
        outcome,
        reason: outcome === "refused" ? "status_not_included" : null,
        clause: "quota.7",
        facts,
        titles: pack.statuses.titles,
      };
      const found = explain(standard(), { pack, answered }, "en");
      return found.ok ? found.value.parts[part] : null;
    };
    expect(said("refused", "why")).toBe("This extra belongs to another status: Silver, Gold");
    expect(said("granted", "remaining")).toBe("3 of 5 used, 2 left");
  });

  it.each([
    ["a reason without words", { reason: "unheard_of", clause: "1" }, "why"],
    ["no reason at all", { reason: null, clause: "1" }, "why"],
    ["no clause", { reason: "arrears", clause: null }, "clause"],
  ])("%s cannot be shown", (_what, lacking, part) => {
    const answered = { outcome: "refused", facts: {}, ...lacking } as const;
    expect(explain(standard(), { pack: ruslom(), answered }, "ru")).toEqual({
      ok: false,
      refusal: { kind: "part-missing", part },
    });
  });
});

describe("4.3.1, 4.3.2: no decision reads a personal trait", () => {
  it.each(["ruslom", "ad-council", "client-centric", "beltamozh", "sport-school"])("%s does not", (id) => {
    expect(lintAgainst(standard(), packJson(id) as Regulation)).toEqual([]);
  });

  it("a rule that does is named, wherever it stands", () => {
    const tariff = {
      all: [{ not: { fact: "client.health.group", is: "1" } }, { yearsOver: "client.age", atLeast: 60 }],
    };
    const pack = changed("ad-council", "tariffs/0/about", tariff) as Regulation;
    const found = lintAgainst(standard(), pack).map(({ kind, text }) => `${kind}: ${text.en}`);
    expect(found).toHaveLength(2);
    expect(found.join()).toContain("client.health.group");
    const narrower = { ...standard(), appliesTo: ["ruslom"] };
    expect(lintAgainst(narrower, pack)).toEqual([]);
  });
});

describe("a service standard is read whole or refused with every fault named", () => {
  it.each([
    ["complaints/term", "soon", "terms: unknown-name"],
    ["consents/purposes/distribution/stop", "soon", "terms: unknown-name"],
    ["scenarios/1/id", "unused_seminars", "scenarios: duplicate"],
    ["explain/refused", ["outcome", "song"], "explain.refused[1]: wrong-value"],
    ["reasons/clause_required", undefined, "reasons.clause_required: missing-message"],
  ])("%s = %j: %s", (place, value, problem) => {
    expect(problemsOf(parseServicePack(changed("client-centric", place, value)))).toContain(problem);
  });

  it.each([
    [{ feedback_scale: [5, 1] }, "feedback.scale: order"],
    [{ max_hints: -1 }, "hints.most: wrong-value"],
    [{ complaint_days: 0 }, "terms.complaint_answer.n: wrong-value"],
    [{ complaint_extension_days: "long" }, "complaints.extensionDays: wrong-value"],
  ])("the settings %j are refused: %s", (readings, problem) => {
    expect(problemsOf(parseServicePack(packJson("client-centric"), readings))).toEqual([problem]);
  });
});
