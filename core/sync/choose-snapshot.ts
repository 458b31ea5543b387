/** What a line of the feed may take on the wire, in bytes: goal P15. An estimate, it only chooses the shorter way. */
const lineBytes = 30;

type Whole = { readonly pos: number; readonly wireBytes: number };

/** Whether a till does better with the snapshot than with the lines up to it: whatever is fewer bytes to send. */
export function prefersSnapshot(cursor: number, { pos, wireBytes }: Whole): boolean {
  return wireBytes < (pos - cursor) * lineBytes;
}

/** Whether head office builds a new one at `head`: no till ever sends for more than half as much again. */
export function isWorthBuilding(head: number, { pos, wireBytes }: Whole): boolean {
  return (head - pos) * lineBytes > wireBytes / 2;
}
