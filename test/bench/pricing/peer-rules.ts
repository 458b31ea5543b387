import * as z from "zod";
import { priceByHand } from "./floor.ts";
import { loadPeer, type Peer } from "./peer.ts";
import type { Promotion, Workload } from "./workload.ts";

const aClass = (value: unknown) => typeof value === "function";

type JsonRules = {
  addRule(rule: object): void;
  run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>;
};
const JsonRulesModule = z.object({ Engine: z.custom<new () => JsonRules>(aClass) });

export const jsonRulesEngine: Peer = {
  name: "json-rules-engine 7.3.1",
  kind: "rules",
  most: 1_000_000,
  async prepare(workload) {
    const { Engine } = JsonRulesModule.parse(loadPeer("json-rules-engine"));
    const engine = new Engine();
    for (const promotion of workload.promotions) {
      engine.addRule({ conditions: { all: [jsonCondition(promotion)] }, event: { type: promotion.id } });
    }
    return async () => {
      const { events } = await engine.run(factsOf(workload));
      return priceMatching(workload, new Set(events.map(({ type }) => type)));
    };
  },
};

function jsonCondition(promotion: Promotion): object {
  if (promotion.kind === "category") return { fact: "categories", operator: "contains", value: promotion.category };
  if (promotion.kind === "tag") return { fact: "tags", operator: "contains", value: promotion.tag };
  return { fact: "total", operator: "greaterThanInclusive", value: promotion.fromMinor };
}

type Zen = { createDecision(content: object): { evaluate(context: object): Promise<unknown> } };
const ZenModule = z.object({ ZenEngine: z.custom<new () => Zen>(aClass) });
const ZenAnswer = z.object({ result: z.array(z.object({ id: z.string() })) });

export const zenEngine: Peer = {
  name: "gorules zen 0.54.0",
  kind: "rules",
  most: 1_000_000,
  async prepare(workload) {
    const { ZenEngine } = ZenModule.parse(loadPeer("@gorules/zen-engine"));
    const decision = new ZenEngine().createDecision(zenTable(workload.promotions));
    return async () => {
      const { result } = ZenAnswer.parse(await decision.evaluate(factsOf(workload)));
      return priceMatching(workload, new Set(result.map(({ id }) => id)));
    };
  },
};

/** One decision table that collects the ids of all rows that hold. */
function zenTable(promotions: readonly Promotion[]): object {
  const rules = promotions.map((promotion) => ({
    _id: promotion.id,
    categories: promotion.kind === "category" ? `contains($, "${promotion.category}")` : "",
    tags: promotion.kind === "tag" ? `contains($, "${promotion.tag}")` : "",
    total: promotion.kind === "threshold" ? `>= ${promotion.fromMinor}` : "",
    id: `"${promotion.id}"`,
  }));
  const inputs = ["categories", "tags", "total"].map((field) => ({ id: field, name: field, field }));
  const content = { hitPolicy: "collect", inputs, outputs: [{ id: "id", name: "id", field: "id" }], rules };
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: "in", name: "in", type: "inputNode", position },
      { id: "table", name: "table", type: "decisionTableNode", position, content },
      { id: "out", name: "out", type: "outputNode", position },
    ],
    edges: [
      { id: "1", type: "edge", sourceId: "in", targetId: "table" },
      { id: "2", type: "edge", sourceId: "table", targetId: "out" },
    ],
  };
}

function factsOf({ items, tags }: Workload): object {
  return {
    categories: [...new Set(items.map(({ category }) => category))],
    tags,
    total: items.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0),
  };
}

function priceMatching(workload: Workload, matching: ReadonlySet<string>): number {
  return priceByHand({ ...workload, promotions: workload.promotions.filter(({ id }) => matching.has(id)) });
}
