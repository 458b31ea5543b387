/** Layout that a scanner is set to type in; `us` is the factory setting of most. */
export type ScannerLayout = "us" | "uk" | "de" | "fr";

/** Keys of a full-size board in reading order; names of `KeyboardEvent.code` (W3C UI Events). */
const codes = [
  "Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal",
  "KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight",
  "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash",
  "IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash",
]
  .join(" ")
  .split(" ");

/** Characters of a layout in the order of `codes`, one string for a level. */
type Levels = { readonly plain: string; readonly shift: string; readonly altGr?: Readonly<Record<string, string>> };

const scannerLayouts: Readonly<Record<ScannerLayout, Levels>> = {
  us: {
    plain: "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "\\zxcvbnm,./",
    shift: "~!@#$%^&*()_+" + "QWERTYUIOP{}" + 'ASDFGHJKL:"|' + "|ZXCVBNM<>?",
  },
  uk: {
    plain: "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'#" + "\\zxcvbnm,./",
    shift: '¬!"£$%^&*()_+' + "QWERTYUIOP{}" + "ASDFGHJKL:@~" + "|ZXCVBNM<>?",
    altGr: { Digit4: "€", Backquote: "¦" },
  },
  de: {
    plain: "^1234567890ß´" + "qwertzuiopü+" + "asdfghjklöä#" + "<yxcvbnm,.-",
    shift: '°!"§$%&/()=?`' + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + ">YXCVBNM;:_",
    altGr: {
      Digit2: "²",
      Digit3: "³",
      Digit7: "{",
      Digit8: "[",
      Digit9: "]",
      Digit0: "}",
      Minus: "\\",
      KeyQ: "@",
      KeyE: "€",
      KeyM: "µ",
      BracketRight: "~",
      IntlBackslash: "|",
    },
  },
  fr: {
    plain: "²&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù*" + "<wxcvbn,;:!",
    shift: "~1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%µ" + ">WXCVBN?./§",
    altGr: {
      Digit2: "~",
      Digit3: "#",
      Digit4: "{",
      Digit5: "[",
      Digit6: "|",
      Digit7: "`",
      Digit8: "\\",
      Digit9: "^",
      Digit0: "@",
      Minus: "]",
      Equal: "}",
      KeyE: "€",
    },
  },
};

const keypad: Readonly<Record<string, string>> = {
  NumpadAdd: "+",
  NumpadSubtract: "-",
  NumpadMultiply: "*",
  NumpadDivide: "/",
  NumpadDecimal: ".",
  NumpadComma: ",",
  NumpadEqual: "=",
  Space: " ",
};

export type KeyLevel = "plain" | "shift" | "altGr";

/**
 * Character that a scanner of this layout meant by a key position: the layout and the CapsLock of the till do not
 * matter. Null for keys that type nothing.
 */
export function characterAt(code: string, level: KeyLevel, layout: ScannerLayout): string | null {
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  const fixed = digit ?? keypad[code];
  if (fixed !== undefined) return fixed;
  const levels = scannerLayouts[layout];
  if (level === "altGr") return levels.altGr?.[code] ?? null;
  const index = codes.indexOf(code);
  return index < 0 ? null : ([...levels[level]][index] ?? null);
}

/** Layouts of a till whose letters are Cyrillic, as the system types them (xkeyboard-config `ru`, `by`, `bg`). */
const hostLayouts = {
  ru: {
    plain: "ё1234567890-=" + "йцукенгшщзхъ" + "фывапролджэ\\" + "/ячсмитьбю.",
    shift: 'Ё!"№;%:?*()_+' + "ЙЦУКЕНГШЩЗХЪ" + "ФЫВАПРОЛДЖЭ/" + "|ЯЧСМИТЬБЮ,",
  },
  by: {
    plain: "ё1234567890-=" + "йцукенгшўзх'" + "фывапролджэ\\" + "/ячсмітьбю.",
    shift: 'Ё!"№;%:?*()_+' + "ЙЦУКЕНГШЎЗХ'" + "ФЫВАПРОЛДЖЭ/" + "|ЯЧСМІТЬБЮ,",
  },
  bg: {
    plain: "(1234567890-." + ",уеишщксдзц;" + "ьяаожгтнвмч„" + "ѝюйъэфхпрлб",
    shift: ')!?+"%=:/–№$€' + "ыУЕИШЩКСДЗЦ§" + "ѝЯАОЖГТНВМЧ“" + "ЍЮЙЪЭФХПРЛБ",
  },
} as const satisfies Readonly<Record<string, Levels>>;

export type HostLayout = keyof typeof hostLayouts;
export const hostLayoutNames: readonly HostLayout[] = ["ru", "by", "bg"];

/**
 * Text that a US-layout reader meant where a Cyrillic layout of the till turned it into other letters and only the text
 * is left; null where a character is on no key of that layout.
 */
export function undoHostLayout(text: string, layout: HostLayout): string | null {
  const host = hostLayouts[layout];
  const typed = [...host.plain, ...host.shift];
  const meant = [...scannerLayouts.us.plain, ...scannerLayouts.us.shift];
  const found = [...text].map((character) => (character < " " ? character : meant[typed.indexOf(character)]));
  return found.every((character) => character !== undefined) ? found.join("") : null;
}
