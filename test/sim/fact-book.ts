/** Every fact that a till has written durably, and how far it had read the feed by then. */
export type FactBook = {
  add(text: string, fact: { readonly id: string }, cursor: number): void;
  idOf(text: string): string | undefined;
  cursorAt(id: string): number | undefined;
};

export function createFactBook(): FactBook {
  const ids = new Map<string, string>();
  const cursors = new Map<string, number>();
  return {
    add(text, { id }, cursor) {
      ids.set(text, id);
      if (!cursors.has(id)) cursors.set(id, cursor);
    },
    idOf: (text) => ids.get(text),
    cursorAt: (id) => cursors.get(id),
  };
}
