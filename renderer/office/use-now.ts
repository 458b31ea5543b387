import { useEffect, useState } from "react";

/** The time, anew every `everyMs` while `runs`: for a lock-out that counts down. */
export function useNow(everyMs: number, runs: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!runs) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, runs]);
  return now;
}
