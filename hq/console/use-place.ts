import { useSyncExternalStore } from "react";

/** Where the page is, behind `#` of its address: a screen and what is open in it. Back and forward work. */
export function usePlace() {
  const hash = useSyncExternalStore(follow, () => location.hash);
  const [place = "", part = ""] = hash.slice(1).split("/");
  const go = (next: string, nextPart = ""): void => {
    location.hash = nextPart === "" ? next : `${next}/${nextPart}`;
  };
  return { place, part, go };
}

function follow(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
