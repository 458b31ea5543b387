import { describe, expect, it } from "vitest";
import { wholeJournal } from "../../../renderer/office/journal-rows.ts";
import { fakeEngine } from "../renderer/fake-engine.ts";

const row = (seq: number) => ({ seq, at: seq, localAt: "2025-10-14T14:06:00", kind: "sale", operator: "", text: "" });

/** An engine whose journal holds `length` rows and pages as the contract says: newest first, below `before`. */
const journalOf = (length: number) =>
  fakeEngine({
    listJournal: ({ before = length + 1, limit }: { before?: number; limit: number }) =>
      Array.from({ length: Math.min(limit, before - 1) }, (_, index) => row(before - 1 - index)),
  });

describe("the whole journal, for a table", () => {
  it.each([0, 1, 199, 200, 201, 1000])("of %i rows comes complete, each once, oldest first", async (length) => {
    const { engine } = journalOf(length);
    const read: number[] = [];
    const answer = await wholeJournal(engine, (count) => read.push(count));
    expect(answer).toMatchObject({ ok: Array.from({ length }, (_, index) => ({ seq: index + 1 })) });
    expect(read.at(-1)).toBe(length);
  });

  it("a refusal on the way is the answer: half a journal is no journal", async () => {
    const refused = { refused: { kind: "not-permitted", message: "" } };
    const { engine } = fakeEngine({ listJournal: () => refused });
    expect(await wholeJournal(engine, () => undefined)).toEqual(refused);
  });
});
