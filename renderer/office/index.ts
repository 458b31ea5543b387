import type { Section } from "../shell/index.ts";
import "./office.css";

export { LoginScreen } from "./login-screen.tsx";

/** Everything beside the sale. A piece of the page of its own: up to the first scan a till needs the login only. */
export async function loadOfficeSections(): Promise<readonly Section[]> {
  return (await import("./sections.ts")).officeSections;
}
