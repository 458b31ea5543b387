/** The keys of an amount being typed: digits, the decimal sign and taking back. */
export type AmountKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "00" | "," | "back" | "clear";

const maxDigits = 7;

/** Text after one key. Nothing that is not an amount can arise: one decimal sign, two decimals, seven whole digits. */
export function typeAmount(text: string, key: AmountKey): string {
  if (key === "clear") return "";
  if (key === "back") return text.slice(0, -1);
  if (key === ",") return text.includes(",") ? text : `${text === "" ? "0" : text},`;
  return cleanAmount(text + key);
}

/** What is left of any text as an amount: a pasted `1 234.5 руб.` becomes `1234,5`. */
export function cleanAmount(text: string): string {
  const [whole = "", ...rest] = text
    .replaceAll(".", ",")
    .replace(/[^\d,]/g, "")
    .split(",");
  const digits = whole.replace(/^0+(?=\d)/, "").slice(0, maxDigits);
  if (rest.length === 0) return digits;
  return `${digits === "" ? "0" : digits},${rest.join("").slice(0, 2)}`;
}

/** Minor units of a typed amount; null while nothing is typed. */
export function amountMinor(text: string): number | null {
  if (text === "") return null;
  const [whole = "0", fraction = ""] = text.split(",");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

/** Text to start typing from: `118,96`, `150,00`. */
export function amountText(minor: number): string {
  const digits = String(minor).padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** Thousandths of a typed quantity (`1,196` → 1196); null while it is no quantity. */
export function quantityMilli(text: string): number | null {
  const match = /^(\d{1,4})(?:[.,](\d{0,3}))?$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"));
}
