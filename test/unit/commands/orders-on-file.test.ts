import { describe, expect, it } from "vitest";
import { OrderBody } from "../../../core/commands/desk/orders-on-file.ts";

const recorded = {
  requestId: "o-1",
  programme: "sport-school",
  kind: "4.2",
  orderNumber: "17",
  date: "2021-12-20",
  from: "2022-01-17",
  to: "2027-11-10",
  rateBp: 1000,
  services: [],
  slots: [],
  evidence: false,
  reportWorkingDays: null,
  submittedOn: "2021-12-14",
  signOffs: { economist: "2021-12-17" },
  decision: { on: "2021-12-20", by: "director" },
  published: ["site"],
  responsible: "Дёмина О.",
  operator: "Лапко Н.",
};

describe("an order in the journal", () => {
  it("is read with its clause, and without one as the journals of the first version have it", () => {
    expect(OrderBody.parse({ ...recorded, clause: "4.2" }).clause).toBe("4.2");
    expect(OrderBody.parse(recorded)).toEqual(recorded);
  });
});
