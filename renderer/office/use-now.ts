import { useEffect, useState } from "react";

/** The time, anew every `everyMs` while `runs`: for a lock-out that counts down. */
export function useNow(everyMs: number, runs: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!runs) return undefined;
    const first = setTimeout(() => setNow(Date.now()), 0);
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [everyMs, runs]);
  return now;
}
