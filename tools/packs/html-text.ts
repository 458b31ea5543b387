import { formatMoney } from "../../core/text/index.ts";

/** Marks of HTML in names that come from packs and files. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark] ?? mark);

export const money = (minor: number): string => formatMoney(minor, "ru");
