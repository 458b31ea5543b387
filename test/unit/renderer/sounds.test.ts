import { describe, expect, it } from "vitest";
import { createSounds } from "../../../renderer/shell/sounds.ts";

function heard() {
  const played: { readonly hz: readonly number[]; readonly gain: number }[] = [];
  const clock = { now: 0 };
  const sounds = createSounds({
    now: () => clock.now,
    emit: (tones, gain) => played.push({ hz: tones.map(({ hz }) => hz), gain }),
  });
  return { sounds, played, clock };
}

describe("sounds of the till", () => {
  it.each([
    ["accepted", [1320]],
    ["card", [1047, 1568]],
    ["attention", [660]],
    ["refused", [330, 262]],
  ] as const)("%s is %j Hz at −12 dB", (name, hz) => {
    const { sounds, played } = heard();
    sounds.play(name);
    expect(played[0]?.hz).toEqual(hz);
    expect(20 * Math.log10(played[0]?.gain ?? 1)).toBeCloseTo(-12);
  });

  it("a code refused again within 1.2 s sounds once, another code at once", () => {
    const { sounds, played, clock } = heard();
    sounds.refuse("1");
    clock.now = 1_000;
    sounds.refuse("1");
    expect(played).toHaveLength(1);
    sounds.refuse("2");
    expect(played).toHaveLength(2);
    clock.now = 2_300;
    sounds.refuse("2");
    expect(played).toHaveLength(3);
  });

  it("volume 0 is silence", () => {
    const { sounds, played } = heard();
    sounds.setVolume(0);
    sounds.play("accepted");
    sounds.refuse("1");
    expect(played).toEqual([]);
  });
});
