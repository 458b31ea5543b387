import type { ComponentType, SVGProps } from "react";

export type IconShape = ComponentType<SVGProps<SVGSVGElement> & { readonly size?: string | number }>;

/** An outline beside words, which carry the meaning: assistive technology skips it. `size` in px at 100 % zoom. */
export function Icon({ of: Shape, size = 20 }: { readonly of: IconShape; readonly size?: number }) {
  return <Shape className="icon" size={`${size / 16}rem`} strokeWidth={size <= 16 ? 2 : 1.75} aria-hidden />;
}
