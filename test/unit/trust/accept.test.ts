import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptLists,
  acceptPacks,
  acceptRoot,
  acceptTimestamp,
  pinRoot,
  trustRules,
  type TrustFault,
} from "../../../core/trust/index.ts";
import type { Result } from "../../../core/kernel/index.ts";
import {
  announced,
  dayMs,
  listsOf,
  newKey,
  newKeys,
  now,
  packsOf,
  rootOf,
  signedBy,
  terminal,
  timestampOf,
  tools,
} from "./documents.ts";

const keys = newKeys();
const root = rootOf(keys);
const rootText = signedBy(root, keys.root.slice(0, 2));
const judged = { root, terminal, now };
const packsText = signedBy(packsOf(), keys.packs);
const listsText = signedBy(listsOf(), keys.lists);
const timestampText = signedBy(timestampOf({ packs: packsText, lists: listsText }), keys.timestamp);
const nextRoot = signedBy(rootOf(keys, 2), keys.root.slice(0, 2));

type Judge = (text: string) => Result<unknown, TrustFault>;
const judges: readonly (readonly [string, string, Judge])[] = [
  ["first root", rootText, (text) => pinRoot(tools, text)],
  ["next root", nextRoot, (text) => acceptRoot(tools, root, text)],
  ["timestamp", timestampText, (text) => acceptTimestamp(tools, judged, { text, known: null })],
  ["packs", packsText, (text) => packs(text)],
  ["lists", listsText, (text) => lists(text)],
];

/** As announced by these very letters: what breaks it is then the document's own rule. */
const packs = (text: string, known: { version: number } | null = null, at = judged) =>
  acceptPacks(tools, at, { text, announced: announced(text), known });
const lists = (text: string, known: { version: number } | null = null) =>
  acceptLists(tools, judged, { text, announced: announced(text), known });

const rule = (result: Result<unknown, TrustFault>) => (result.ok ? "taken" : result.refusal.rule);

describe.each(judges)("the signed %s", (_, text, judge) => {
  it("is taken as it was written", () => {
    expect(judge(text).ok).toBe(true);
  });

  it("is refused with any bit of any byte flipped", () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const bit of [1, 4, 32, 128]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ bit;
        expect([at, bit, judge(flipped.toString("utf8")).ok]).toEqual([at, bit, false]);
      }
    }
  });

  it("is refused cut short, continued, or written with other spacing or order", () => {
    for (let length = 0; length < text.length; length += 1) expect(judge(text.slice(0, length)).ok).toBe(false);
    const value: { signed: object; signatures: object[] } = JSON.parse(text);
    const { signed, signatures } = value;
    const others = [
      `${text} `,
      `${text}${text}`,
      JSON.stringify(value, null, 1),
      JSON.stringify({ signed, signatures }),
    ];
    expect(others.map((other) => rule(judge(other)))).toEqual(others.map(() => "unreadable"));
  });

  it("is refused by a rule, whatever comes in its place", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((inner) => `{"signatures":[],"signed":${inner}}`),
    );
    const cut = fc.tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 20 }));
    const changed = cut.map(([from, length, put]) => text.slice(0, from) + put + text.slice(from + length));
    fc.assert(
      fc.property(fc.oneof(anything, changed), (other) => {
        fc.pre(other !== text);
        expect(trustRules).toContain(rule(judge(other)));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a document is refused", () => {
  const stranger = newKey();
  const [first, second] = keys.packs;
  if (!first || !second) throw new Error("two keys of packs");

  it.each([
    ["signed by nobody", packs(signedBy(packsOf(), [])), "too-few-signatures"],
    ["below the threshold", packs(signedBy(packsOf(), [first])), "too-few-signatures"],
    ["with one key twice", packs(signedBy(packsOf(), [first, first])), "too-few-signatures"],
    [
      "signed by a stranger beside enough of its own",
      packs(signedBy(packsOf(), [first, second, stranger])),
      "unknown-key",
    ],
    ["signed by keys of another role", packs(signedBy(packsOf(), keys.root.slice(0, 2))), "unknown-key"],
    ["signed by another house", packs(signedBy(packsOf(), newKeys().packs)), "unknown-key"],
    ["older than what was taken", packs(signedBy(packsOf(4), keys.packs), { version: 5 }), "older-version"],
    ["out of date", packs(signedBy(packsOf(1, { expiresAt: now }), keys.packs)), "expired"],
    ["in the place of another", packs(listsText), "wrong-role"],
    ["for another till", lists(signedBy(listsOf(1, { terminal: "t-2" }), keys.lists)), "other-terminal"],
  ])("%s", (_, result, why) => {
    expect(rule(result)).toBe(why);
  });

  it("of another publication than the timestamp names: parts are never mixed", () => {
    const other = signedBy(packsOf(2), keys.packs);
    const mixed = acceptPacks(tools, judged, { text: other, announced: announced(packsText), known: null });
    expect(rule(mixed)).toBe("not-as-announced");
    const sameVersion = signedBy(packsOf(1, { packs: [] }), keys.packs);
    const swapped = acceptPacks(tools, judged, { text: sameVersion, announced: announced(packsText), known: null });
    expect(rule(swapped)).toBe("not-as-announced");
  });
});

describe("the timestamp", () => {
  const texts = { packs: packsText, lists: listsText };
  const taken = (
    change: Parameters<typeof timestampOf>[1],
    known: { version: number; expiresAt: number } | null,
    at = now,
  ) =>
    rule(
      acceptTimestamp(
        tools,
        { ...judged, now: at },
        { text: signedBy(timestampOf(texts, change), keys.timestamp), known },
      ),
    );

  it("lives a day: whoever holds a till on old ones is noticed", () => {
    expect(taken({}, null, now + dayMs - 1)).toBe("taken");
    expect(taken({}, null, now + dayMs)).toBe("expired");
  });
  it("is never taken after a newer one, and the same one again is", () => {
    expect(taken({ version: 7 }, { version: 7, expiresAt: 0 })).toBe("taken");
    expect(taken({ version: 6 }, { version: 7, expiresAt: 0 })).toBe("older-version");
  });
  it("of another till is not this till's", () => {
    expect(taken({ terminal: "t-2" }, null)).toBe("other-terminal");
  });
  it("is worth nothing under a root that is out of date", () => {
    const over = { ...judged, root: { ...root, expiresAt: now } };
    expect(acceptTimestamp(tools, over, { text: timestampText, known: null })).toMatchObject({
      refusal: { role: "root", rule: "expired" },
    });
  });
});

describe("a new root", () => {
  const fresh = newKeys();
  const [old1, old2] = keys.root;
  const [new1, new2] = fresh.root;
  if (!old1 || !old2 || !new1 || !new2) throw new Error("keys of roots");
  const next = rootOf(fresh, 2);

  it.each([
    ["by enough of the old and of the new", [old1, old2, new1, new2], "taken"],
    ["by the old alone", [old1, old2], "too-few-signatures"],
    ["by the new alone", [new1, new2], "too-few-signatures"],
    ["by one of the old", [old1, new1, new2], "too-few-signatures"],
    ["by one of the new", [old1, old2, new1], "too-few-signatures"],
  ])("signed %s: %#", (_, signers, what) => {
    expect(rule(acceptRoot(tools, root, signedBy(next, signers)))).toBe(what);
  });
  it("follows the one before without a gap and never goes back", () => {
    const signers = [old1, old2];
    expect(rule(acceptRoot(tools, root, signedBy(rootOf(keys, 3), signers)))).toBe("version-skipped");
    expect(rule(acceptRoot(tools, root, rootText))).toBe("older-version");
  });
  it("ends what the keys before it could sign", () => {
    const after = { ...judged, root: rootOf(fresh, 2) };
    expect(rule(packs(packsText, null, after))).toBe("unknown-key");
  });
  it("cannot be pinned without enough of its own keys", () => {
    expect(rule(pinRoot(tools, signedBy(root, [old1])))).toBe("too-few-signatures");
    expect(rule(pinRoot(tools, signedBy(root, [new1, new2])))).toBe("unknown-key");
  });
});
