import { createContext, use } from "react";
import type { StockView } from "../../console-contract/index.ts";

export type Stock = {
  readonly stock: StockView;
  /** Something was entered: everything is read again. */
  readonly changed: () => void;
  /** Rises with every change, so that lists are asked for again. */
  readonly round: number;
};

const StockContext = createContext<Stock | null>(null);
export const StockProvider = StockContext.Provider;

export function useStock(): Stock {
  const found = use(StockContext);
  if (found === null) throw new Error("a part of the stock outside its screen");
  return found;
}

/** Names by id, of places and persons. */
export function useNames(): (id: string) => string {
  const { places, persons } = useStock().stock;
  return (id) => [...places, ...persons].find((each) => each.id === id)?.name ?? "";
}
