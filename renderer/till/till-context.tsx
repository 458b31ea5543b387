import { createContext, useContext, type ReactNode } from "react";
import { useStore } from "zustand";
import { present } from "../../core/kernel/index.ts";
import type { LineView } from "../../core/contract/index.ts";
import { useShellState } from "../shell/index.ts";
import type { Till, TillState } from "./till-state.ts";

const TillContext = createContext<Till | null>(null);

export function TillProvider({ till, children }: { readonly till: Till; readonly children: ReactNode }) {
  return <TillContext value={till}>{children}</TillContext>;
}

export const useTill = (): Till => present(useContext(TillContext), "till around the part");

export function useTillState<T>(select: (state: TillState) => T): T {
  return useStore(useTill().store, select);
}

/** The line the actions are about. */
export function useSelectedLine(): LineView | undefined {
  const selectedId = useTillState((state) => state.selectedId);
  return useShellState((state) => state.basket?.lines.find(({ id }) => id === selectedId));
}
