import { useSyncExternalStore } from "react";

/** Where the page is, behind `#` of its address: a screen, what is open in it, and what of that; back and forward. */
export function usePlace() {
  const hash = useSyncExternalStore(follow, () => location.hash);
  const [place = "", part = "", detail = ""] = hash.slice(1).split("/");
  const go = (...next: readonly string[]): void => {
    location.hash = next.filter((piece) => piece !== "").join("/");
  };
  return { place, part, detail, go };
}

function follow(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
