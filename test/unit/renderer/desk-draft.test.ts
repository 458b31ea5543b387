import { describe, expect, it } from "vitest";
import type { DeskFieldView, DeskFormView } from "../../../core/contract/index.ts";
import { emptyDraft, inputOf, type DeskDraft } from "../../../renderer/reception/desk-draft.ts";

function field(fact: string, more: Partial<DeskFieldView> = {}): DeskFieldView {
  return {
    fact,
    label: fact,
    hint: null,
    kind: "text",
    clause: null,
    options: [],
    optionsFrom: [],
    start: null,
    startFrom: null,
    needed: false,
    least: null,
    most: null,
    ...more,
  };
}

const form: DeskFormView = {
  id: "services",
  title: "Services",
  screen: "services",
  sections: [
    {
      id: "0",
      title: "Client",
      optional: false,
      fields: [field("client"), field("visit", { kind: "number", start: 1 })],
    },
    { id: "1", title: "Family", optional: true, fields: [field("members", { kind: "list", startFrom: "client" })] },
  ],
  line: [field("holder", { optionsFrom: ["client", "members"] }), field("months", { kind: "number" })],
  nights: null,
};

const item = { sku: "card", name: "Card", priceMinor: 100, priceVaries: false, stated: ["months"] };
const line = (id: string) => ({ id, item, qty: 1, facts: {} });

function asked(more: Partial<DeskDraft>) {
  return inputOf(form, { ...emptyDraft(null), ...more });
}

describe("a form as the engine is asked", () => {
  it("starts with the answers that the form starts with, and says nothing of what is not answered", () => {
    expect(asked({}).facts).toEqual({ visit: 1 });
    expect(asked({ facts: { client: "" } }).facts).toEqual({ visit: 1 });
  });

  it("keeps to itself what was answered in a section that is closed again", () => {
    const facts = { client: "A", members: ["A", "B"] };
    expect(asked({ facts }).facts).toEqual({ client: "A", visit: 1 });
    expect(asked({ facts, opened: ["1"] }).facts).toEqual({ client: "A", visit: 1, members: ["A", "B"] });
  });

  it("a list begins with the answer that it starts from", () => {
    expect(asked({ facts: { client: "A" }, opened: ["1"] }).facts).toMatchObject({ members: ["A"] });
  });

  it("like articles go to one person after the other, until somebody says otherwise", () => {
    const draft = {
      facts: { client: "A", members: ["A", "B"] },
      opened: ["1"],
      lines: [line("1"), line("2"), line("3")],
    };
    expect(asked(draft).lines.map(({ facts }) => facts["holder"])).toEqual(["A", "B", "A"]);
    const said = { ...draft, lines: [{ ...line("1"), facts: { holder: "B" } }, line("2")] };
    expect(asked(said).lines.map(({ facts }) => facts["holder"])).toEqual(["B", "B"]);
  });

  it("asks nothing that the article says itself", () => {
    const [first] = asked({ lines: [{ ...line("1"), facts: { months: 3 } }] }).lines;
    expect(first?.facts).toEqual({});
  });
});
