import type { Readable, Writable } from "node:stream";
import { createInterface } from "node:readline";
import type { WireMessage } from "../../core/contract/index.ts";
import type { Engine } from "./create-engine.ts";

/** A line longer than this is no message but a mistake; the largest imports are below. */
const maxLineChars = 500_000_000;

/**
 * Serves the engine as JSON lines: one message a line in, one answer or event a line out. Answers come as they are
 * ready, told apart by their id. A line that is no JSON is refused and the next one is read. Resolves when the input
 * has ended and everything asked has been answered, or when nobody reads the output any more; the engine stays open.
 */
export async function serveJsonLines(
  engine: Pick<Engine, "handle" | "onEvent">,
  pipe: { readonly input: Readable; readonly output: Writable; readonly notJson: string },
): Promise<void> {
  const { input, output, notJson } = pipe;
  const waiting = new Set<Promise<void>>();
  let broken = false;
  const write = (message: WireMessage): void => {
    if (!broken) output.write(`${JSON.stringify(message)}\n`);
  };
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  output.on("error", () => {
    // The reader is gone (EPIPE): there is nobody to tell.
    broken = true;
    lines.close();
    input.destroy();
  });
  const stop = engine.onEvent(write);
  for await (const line of lines) {
    if (broken) break;
    if (line.trim() === "") continue;
    const message = line.length > maxLineChars ? undefined : parse(line);
    if (message === undefined) {
      write({ id: null, refused: { kind: "invalid-input", message: notJson } });
      continue;
    }
    const answered = engine.handle(message);
    if (!(answered instanceof Promise)) {
      write(answered);
      continue;
    }
    const waited = answered.then(write).finally(() => waiting.delete(waited));
    waiting.add(waited);
  }
  await Promise.all(waiting);
  stop();
}

function parse(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
