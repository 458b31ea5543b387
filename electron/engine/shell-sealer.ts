import type { Sealer } from "../link/index.ts";

/** What the engine asks the shell's process, which alone reaches the system's store of secrets. */
export type SecretOrder =
  { readonly id: number; readonly seal: string } | { readonly id: number; readonly open: string };
export type SecretAnswer = { readonly id: number; readonly text: string | null };

export type ShellSealer = Sealer & { hear(answer: SecretAnswer): void };

/** A store that does not answer, a keyring that waits for a password nobody sees, is none. */
const answerMs = 5000;

/** Seals by asking the shell; without an answer in time there is no store, which is said. */
export function createShellSealer(ask: (order: SecretOrder) => void): ShellSealer {
  const waiting = new Map<number, (text: string | null) => void>();
  let asked = 0;
  const answered = (order: (id: number) => SecretOrder): Promise<string | null> =>
    new Promise((resolve) => {
      asked += 1;
      const id = asked;
      const done = (text: string | null): void => {
        clearTimeout(late);
        waiting.delete(id);
        resolve(text);
      };
      const late = setTimeout(() => done(null), answerMs);
      waiting.set(id, done);
      ask(order(id));
    });
  return {
    seal: (text) => answered((id) => ({ id, seal: text })),
    open: (text) => answered((id) => ({ id, open: text })),
    hear: ({ id, text }) => waiting.get(id)?.(text),
  };
}
