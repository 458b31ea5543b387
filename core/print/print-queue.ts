/**
 * A receipt on its way to the printer. `waiting` can be sent; `sending` is on the wire; `unsure` was cut off on the
 * wire: only the cashier can see whether paper came out, so it is never sent again unasked.
 */
export type PrintJob = {
  readonly id: string;
  readonly state: "waiting" | "sending" | "unsure" | "printed" | "dropped";
  readonly attempts: number;
};

export type PrintQueue = readonly PrintJob[];

/** How an attempt ended: nothing was sent, everything was, or the connection broke in between. */
export type Attempt = "refused" | "sent" | "broken";

const maxJobs = 200;

/** Adds a job once: the same receipt copy asked for again is the same job. The oldest finished jobs make room. */
export function enqueue(queue: PrintQueue, id: string): PrintQueue {
  if (queue.some((job) => job.id === id)) return queue;
  const kept = queue.length < maxJobs ? queue : queue.filter(({ state }) => state !== "printed" && state !== "dropped");
  return kept.length < maxJobs ? [...kept, { id, state: "waiting", attempts: 0 }] : queue;
}

/** Job to send now, first come first; null while one is on the wire, waits for the cashier's word, or none is left. */
export function nextJob(queue: PrintQueue): PrintJob | null {
  const open = queue.find(({ state }) => state !== "printed" && state !== "dropped");
  return open?.state === "waiting" ? open : null;
}

export function begin(queue: PrintQueue, id: string): PrintQueue {
  return change(queue, id, (job) => ({ ...job, state: "sending", attempts: job.attempts + 1 }));
}

/** Books the end of an attempt. A printer that was not reached got nothing, so the job simply waits again. */
export function finish(queue: PrintQueue, id: string, attempt: Attempt): PrintQueue {
  const states = { refused: "waiting", sent: "printed", broken: "unsure" } as const;
  return change(queue, id, (job) => (job.state === "sending" ? { ...job, state: states[attempt] } : job));
}

/** The cashier's answer to "did it print?". */
export function answer(queue: PrintQueue, id: string, didPrint: boolean): PrintQueue {
  return change(queue, id, (job) =>
    job.state === "unsure" ? { ...job, state: didPrint ? "printed" : "waiting" } : job,
  );
}

function change(queue: PrintQueue, id: string, to: (job: PrintJob) => PrintJob): PrintQueue {
  return queue.map((job) => (job.id === id ? to(job) : job));
}
