/** Something that can be done now: by its key, by its button, or through the list of all actions (Ctrl+K). */
export type Action = {
  readonly id: string;
  /** Words of the list of all actions; an action without words is a key only. */
  readonly label?: string;
  /** `F9`, `Delete`, `Ctrl+K`, `Escape`, `ArrowDown`; letters by key position, so they work under any layout. */
  readonly keys?: string;
  readonly run: () => void;
  /** Why it cannot be done now. Its key then says so instead of doing nothing. */
  readonly disabledReason?: string | null;
  /** Keys that type or move inside a field (Enter, Delete, arrows, Ctrl+Z) act there only when this is set. */
  readonly inFields?: boolean;
  /** Repeats while the key is held. */
  readonly repeats?: boolean;
};

/**
 * Who has the first word about a key: 0 the window around all screens, 1 a screen, 2 a part of it that takes keys of
 * the screen for itself while it is there. Within a level the one that came last.
 */
export type ActionLevel = 0 | 1 | 2;

type Scope = { readonly level: ActionLevel; readonly actions: () => readonly Action[] };

export type ActionRegistry = {
  /** Adds a scope; answers how to remove it. */
  add(actions: () => readonly Action[], level?: ActionLevel): () => void;
  /** Everything that can be done now, the scope with the first word first. */
  list(): Action[];
  /** The action of a key. */
  find(keys: string): Action | undefined;
};

/** Who offers which actions. */
export function createActionRegistry(): ActionRegistry {
  const scopes: Scope[] = [];
  const list = (): Action[] =>
    scopes
      .toReversed()
      .toSorted((one, other) => other.level - one.level)
      .flatMap((scope) => [...scope.actions()]);
  return {
    add(actions, level = 1) {
      const scope: Scope = { level, actions };
      scopes.push(scope);
      return () => {
        const index = scopes.indexOf(scope);
        if (index >= 0) scopes.splice(index, 1);
      };
    },
    list,
    find: (keys) => list().find((action) => action.keys === keys),
  };
}

type KeyPress = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** `Ctrl+K`, `F9`, `Shift+Tab`; a letter or digit is named by its place on the keyboard, whatever layout is on. */
export function keyName(press: KeyPress): string {
  const place = /^(?:Key|Digit)(.)$/.exec(press.code)?.[1];
  const base = place ?? (press.key === " " ? "Space" : press.key);
  const shift = press.shiftKey && place === undefined && base.length > 1;
  return `${press.ctrlKey || press.metaKey ? "Ctrl+" : ""}${press.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${base}`;
}

/** Whether a key belongs to the field it is pressed in: typing, moving, and the editing combinations. */
export function belongsToField(keys: string): boolean {
  return !/^F\d+$/.test(keys) && !/^Ctrl\+(?:K|L|P|Enter)$/.test(keys) && keys !== "Escape";
}
