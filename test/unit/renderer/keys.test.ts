import { describe, expect, it } from "vitest";
import { belongsToField, createActionRegistry, keyName, type Action } from "../../../renderer/shell/action-registry.ts";

const press = (code: string, key: string, held: Partial<Record<"ctrlKey" | "altKey" | "shiftKey", boolean>> = {}) => ({
  code,
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("a key's name", () => {
  it.each([
    [press("F9", "F9"), "F9"],
    [press("Delete", "Delete"), "Delete"],
    [press("KeyK", "k", { ctrlKey: true }), "Ctrl+K"],
    [press("KeyK", "л", { ctrlKey: true }), "Ctrl+K"],
    [press("KeyZ", "я", { ctrlKey: true }), "Ctrl+Z"],
    [press("NumpadEnter", "Enter"), "Enter"],
    [press("Enter", "Enter", { ctrlKey: true }), "Ctrl+Enter"],
    [press("Tab", "Tab", { shiftKey: true }), "Shift+Tab"],
    [press("Space", " "), "Space"],
  ])("of %j is %s", (event, name) => {
    expect(keyName(event)).toBe(name);
  });

  it.each([
    ["F2", false],
    ["Ctrl+K", false],
    ["Ctrl+L", false],
    ["Escape", false],
    ["Enter", true],
    ["Delete", true],
    ["ArrowDown", true],
    ["Ctrl+Z", true],
    ["Ctrl+A", true],
    ["A", true],
  ])("%s belongs to the field it is pressed in: %s", (keys, belongs) => {
    expect(belongsToField(keys)).toBe(belongs);
  });
});

describe("actions on screen", () => {
  const action = (id: string, keys: string): Action => ({ id, keys, run: () => undefined });

  it("the screen that came last answers a key first", () => {
    const registry = createActionRegistry();
    registry.add(() => [action("first", "F2")]);
    const leave = registry.add(() => [action("second", "F2")]);
    expect(registry.find("F2")?.id).toBe("second");
    leave();
    expect(registry.find("F2")?.id).toBe("first");
  });

  it("a part of a screen has the first word, the window the last, whenever they came", () => {
    const registry = createActionRegistry();
    registry.add(() => [action("part", "Escape")], 2);
    registry.add(() => [action("screen", "Escape")]);
    registry.add(() => [action("window", "Escape")], 0);
    expect(registry.list().map(({ id }) => id)).toEqual(["part", "screen", "window"]);
  });
});
