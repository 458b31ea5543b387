import { useRef } from "react";

/** A field and the way to it from anywhere: its text is selected, so that typing begins anew. */
export function useFocusKey() {
  const field = useRef<HTMLInputElement>(null);
  return {
    field,
    focus: () => {
      field.current?.focus();
      field.current?.select();
    },
  };
}
