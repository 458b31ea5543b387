export type TracedKey = { readonly code: string; readonly key: string; readonly at: number };

/** The keys of the last burst, oldest first. */
export type KeyTrace = readonly TracedKey[];

/** A pause that no reader makes within a code: what follows is another burst. */
const burstPauseMs = 400;
/** As many as a person can look through; a longer code keeps its end. */
const maxKeys = 64;

export function addKey(trace: KeyTrace, key: TracedKey): KeyTrace {
  const last = trace.at(-1);
  const same = last !== undefined && key.at - last.at < burstPauseMs;
  return [...(same ? trace : []), key].slice(-maxKeys);
}

/** Milliseconds since the key before; 0 for the first. */
export function gapsOf(trace: KeyTrace): readonly number[] {
  return trace.map((key, index) => key.at - (trace[index - 1]?.at ?? key.at));
}
