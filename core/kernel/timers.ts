/** Time that only runs forward, and work put off: those of the machine, or of a simulation. */
export type Timers = {
  /** Milliseconds since some moment: only differences mean anything. */
  now(): number;
  /** Does `work` after so many milliseconds. Calling what it answers drops the work. */
  after(ms: number, work: () => void): () => void;
};
