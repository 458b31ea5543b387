import type { OrderRow, Refusal } from "../../contract/index.ts";
import { dateOf, ok, present, type Result } from "../../kernel/index.ts";
import { localNow, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { deskOf } from "./desk-words.ts";
import { viewOrder } from "./order-view.ts";
import { allOrders, orderRef } from "./orders-on-file.ts";

/** Recorded orders of this desk's programme, newest first. */
export function listOrders(ports: Ports, context: Context): Result<OrderRow[], Refusal> {
  const here = deskOf(context);
  const today = dateOf(localNow(context));
  const orders = here ? allOrders(ports, here.pack) : [];
  return ok(orders.toReversed().map((order) => viewOrder(context, order, today)));
}

/** Takes a recorded order out of force: from now on it changes no price. What was sold under it stays sold. */
export function withdrawOrder(
  ports: Ports,
  context: Context,
  input: { readonly id: string; readonly reason: string },
): Result<OrderRow, Refusal> {
  const here = deskOf(context);
  const found = here && allOrders(ports, here.pack).find(({ entry }) => entry.fact.id === input.id);
  if (!here || !found) return refusal(context, "order-unknown");
  const today = dateOf(localNow(context));
  if (!found.withdrawn) {
    const operator = present(context.operator, "operator").name;
    const body = { order: input.id, orderNumber: found.body.orderNumber, reason: input.reason, operator };
    record(ports, context, { kind: "order-withdrawn", body: toJson(body), refs: [orderRef(here.pack.pack.id)] });
  }
  return ok(viewOrder(context, { ...found, withdrawn: true }, today));
}
