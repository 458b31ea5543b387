import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { screen, type BrowserWindow, type Rectangle } from "electron";

export type Place = Partial<Rectangle> & { readonly maximized: boolean };

/** The reference size of the design; at the first start a till fills its screen. */
const firstPlace: Place = { width: 1280, height: 800, maximized: true };

/** Where the window was when it was last closed, unless that screen is gone. */
export function readPlace(file: string): Place {
  if (!existsSync(file)) return firstPlace;
  const place = parsePlace(readFileSync(file, "utf8"));
  if (place === undefined) return firstPlace;
  const { x, y, width, height, maximized } = place;
  const titleBar = { x: x + width / 2, y: y + 20 };
  const visible = screen.getAllDisplays().some(({ workArea }) => holds(workArea, titleBar));
  return visible ? place : { width, height, maximized };
}

export function keepPlace(window: BrowserWindow, file: string): void {
  window.on("close", () => {
    const place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(place));
    } catch (error) {
      // A full disk costs the place of a window, never the closing of the till.
      console.error(`window place not kept: ${String(error)}`);
    }
  });
}

function parsePlace(text: string): (Rectangle & { maximized: boolean }) | undefined {
  try {
    const place: unknown = JSON.parse(text);
    return isPlace(place) ? place : undefined;
  } catch (error) {
    console.error(`window place not readable: ${String(error)}`);
    return undefined;
  }
}

function isPlace(value: unknown): value is Rectangle & { maximized: boolean } {
  if (typeof value !== "object" || value === null) return false;
  const place: Record<string, unknown> = { ...value };
  const sizes = [place["x"], place["y"], place["width"], place["height"]];
  return sizes.every((size) => Number.isSafeInteger(size)) && typeof place["maximized"] === "boolean";
}

function holds(area: Rectangle, point: { x: number; y: number }): boolean {
  return point.x > area.x && point.x < area.x + area.width && point.y > area.y && point.y < area.y + area.height;
}
