import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import "./print-sheet.css";

/** What is printed while it is mounted: nothing of the screen, only this, black on white, 72 mm wide. */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  return createPortal(
    <div className="print-sheet" aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
