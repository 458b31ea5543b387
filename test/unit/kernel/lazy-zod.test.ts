import { describe, expect, it } from "vitest";
import * as zod from "zod";
import { z } from "../../../core/kernel/index.ts";

/** A shape whose field says when it is asked for, as zod asks when it builds. */
function watched(schema: z.ZodType) {
  const asked: string[] = [];
  const told = new Proxy(schema, { get: (at, key) => (asked.push(String(key)), Reflect.get(at, key)) });
  return { asked, told };
}

describe("a schema is built when it is first asked for something", () => {
  it("not when it is made, nor by the steps that make others of it", () => {
    const { asked, told } = watched(zod.string());
    const Row = z.object({ name: told });
    const Rows = z.array(Row.strict().optional()).min(1).max(3);
    expect(asked).toEqual([]);
    expect(Rows.safeParse([{ name: "milk" }]).success).toBe(true);
    expect(asked).not.toEqual([]);
  });

  it("and once, whoever uses it", () => {
    const Id = z.string().min(1);
    const [one, two] = [z.object({ id: Id }), z.object({ id: Id.optional() })];
    expect(one.shape.id).toBe(two.shape.id.unwrap());
  });

  it("inside it nothing stands in for another: what runs often asks no stand-in", () => {
    const Line = z.strictObject({ qty: z.int() });
    const { shape } = z.object({ lines: z.array(Line), either: z.union([z.null(), Line]) });
    for (const inner of [shape.lines, shape.lines.element, shape.lines.element.shape.qty, shape.either.options[1]]) {
      expect(Object.keys(inner)).toContain("type");
    }
  });
});

describe("it answers as the schema that zod would have made", () => {
  const make = (y: Omit<typeof zod, "default">) => {
    const Leaf = y.strictObject({
      id: y
        .string()
        .trim()
        .regex(/^[a-z]+$/),
      at: y.int().min(0).nullable(),
    });
    const Tree = y.object({
      kind: y.enum(["leaf", "tree"]),
      leaf: Leaf.partial().extend({ more: y.boolean().default(true) }),
      get trees() {
        return y.array(Tree).optional();
      },
    });
    const Choice = y.discriminatedUnion("kind", [y.object({ kind: y.literal("none") }), Tree]);
    const Pair = y.tuple([y.string(), y.number()], y.boolean());
    return y.object({ choice: Choice, named: y.record(y.string(), Leaf), pair: Pair.or(y.null()) });
  };
  const [ours, theirs] = [make(z), make(zod)];
  const tree = { kind: "tree", leaf: { id: " a " }, trees: [{ kind: "leaf", leaf: {} }] };

  it.each([
    [{ choice: tree, named: { a: { id: "b", at: 1 } }, pair: ["a", 1, true] }],
    [{ choice: { kind: "none" }, named: {}, pair: null }],
    [{ choice: { kind: "other" }, named: { a: { id: "B", at: -1, no: 1 } }, pair: ["a"] }],
    [{ choice: { ...tree, trees: [{ kind: "leaf" }] }, pair: 1 }],
    [null],
  ])("%j", (input) => {
    const [got, expected] = [ours.safeParse(input), theirs.safeParse(input)];
    expect([got.data, got.error?.issues]).toEqual([expected.data, expected.error?.issues]);
  });

  it("to whoever describes it too", () => {
    expect(z.toJSONSchema(ours)).toEqual(zod.toJSONSchema(theirs));
  });
});
