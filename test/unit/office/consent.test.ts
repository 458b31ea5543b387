import { describe, expect, it } from "vitest";
import type { Refusal } from "../../../core/contract/index.ts";
import { attemptWithConsent, type Consent, type Question, type Reply } from "../../../renderer/task/consent.ts";

const refused = (kind: Refusal["kind"]): Reply<string> => ({ refused: { kind, message: kind } });
const give = { override: { operatorId: "moroz", pin: "3333" } };

/** An engine that answers attempts in order, and the questions that were put meanwhile. */
function play(...replies: readonly Reply<string>[]) {
  const tried: Consent[] = [];
  const asked: (Question | null)[] = [];
  const outcome = attemptWithConsent(
    (consent) => {
      const reply = replies[tried.length] ?? { error: "too many attempts" };
      tried.push(consent);
      return Promise.resolve(reply);
    },
    (question) => asked.push(question),
  );
  const question = async (): Promise<Question> => {
    await Promise.resolve();
    await Promise.resolve();
    const last = asked.at(-1);
    if (!last) throw new Error("nobody was asked");
    return last;
  };
  return { tried, asked, outcome, question };
}

describe("an action above one's role", () => {
  it("is tried without a manager first, and nobody is asked when that is enough", async () => {
    const { tried, asked, outcome } = play({ ok: "done" });
    expect(await outcome).toEqual({ value: "done", problem: null });
    expect({ tried, asked }).toEqual({ tried: [{}], asked: [] });
  });

  it("is repeated with the manager's consent, and the dialog closes", async () => {
    const { tried, asked, outcome, question } = play(refused("override-needed"), { ok: "done" });
    expect(await (await question()).give(give)).toBeNull();
    expect(await outcome).toEqual({ value: "done", problem: null });
    expect(tried).toEqual([{}, give]);
    expect(asked.at(-1)).toBeNull();
  });

  it.each(["pin-wrong", "pin-locked", "operator-unknown"] as const)(
    "%s keeps the dialog open for another try",
    async (kind) => {
      const { tried, asked, outcome, question } = play(refused("override-needed"), refused(kind), { ok: "done" });
      const open = await question();
      expect(await open.give(give)).toEqual({ kind: "refused", refusal: { kind, message: kind } });
      expect(asked).toHaveLength(1);
      await open.give(give);
      expect(await outcome).toEqual({ value: "done", problem: null });
      expect(tried).toHaveLength(3);
    },
  );

  it("refused for a reason of its own, consent or not, shows that reason behind the dialog", async () => {
    const { asked, outcome, question } = play(refused("override-needed"), refused("shift-blocked"));
    expect(await (await question()).give(give)).toBeNull();
    expect((await outcome).problem).toMatchObject({ refusal: { kind: "shift-blocked" } });
    expect(asked.at(-1)).toBeNull();
  });

  it("cancelled, does nothing and reproaches nobody", async () => {
    const { tried, asked, outcome, question } = play(refused("override-needed"));
    (await question()).cancel();
    expect(await outcome).toEqual({ value: undefined, problem: null });
    expect({ tries: tried.length, last: asked.at(-1) }).toEqual({ tries: 1, last: null });
  });

  it("a fault of the program is told as a fault", async () => {
    expect(await play({ error: "answer-lost" }).outcome).toEqual({
      value: undefined,
      problem: { kind: "fault", code: "answer-lost" },
    });
  });
});
