import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { ariaKeys, Check, classNames, Icon, KeyCap } from "../ui/index.ts";
import "./menu.css";

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly checked?: boolean;
  readonly keys?: string;
  /** Only where the bar is too narrow for what it otherwise shows. */
  readonly narrow?: boolean;
  readonly run: () => void;
};

export type MenuProps = {
  readonly label: ReactNode;
  readonly ariaLabel?: string;
  readonly className?: string;
  readonly testId?: string;
  readonly groups: readonly (readonly MenuItem[])[];
};

/** A button with a floating menu; it never covers the basket and closes at the first key or touch outside it. */
export function Menu({ label, ariaLabel, className, testId, groups }: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const close = (event: Event): void => {
      if (!(event.target instanceof Node) || box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === "Escape" || event.key === "Tab") setOpen(false);
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      moveFocus(box.current, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="menu" ref={box}>
      <button
        type="button"
        className={className}
        data-testid={testId}
        aria-label={ariaLabel}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
      >
        {label}
      </button>
      {open && (
        <div className="menu-sheet" role="menu" tabIndex={-1} id={id} onKeyDown={onKeyDown}>
          {groups
            .filter((items) => items.length > 0)
            .map((items) => (
              <MenuGroup key={items[0]?.id} items={items} onDone={() => setOpen(false)} />
            ))}
        </div>
      )}
    </div>
  );
}

function MenuGroup({ items, onDone }: { readonly items: readonly MenuItem[]; readonly onDone: () => void }) {
  return (
    <div className="menu-group" role="group">
      {items.map(({ id, label, checked, keys, narrow, run }) => (
        <button
          key={id}
          type="button"
          className={classNames(
            "menu-item",
            checked === true && "menu-item-checked",
            narrow === true && "menu-item-narrow",
          )}
          role={checked === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={checked}
          aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
          data-testid={`menu-${id}`}
          onClick={() => {
            onDone();
            run();
          }}
        >
          <span>{label}</span>
          {checked === true && <Icon of={Check} size={16} />}
          {keys !== undefined && <KeyCap keys={keys} />}
        </button>
      ))}
    </div>
  );
}

function moveFocus(box: HTMLElement | null, step: number): void {
  const items = [...(box?.querySelectorAll<HTMLElement>(".menu-item") ?? [])].filter((item) => item.checkVisibility());
  const index = items.findIndex((item) => item === document.activeElement);
  items[(index + step + items.length) % items.length]?.focus();
}
