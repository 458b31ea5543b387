/** The signals of the till. Each also has a visible sign. */
export type SoundName = "accepted" | "card" | "attention" | "refused";

export type Sounds = {
  play(name: SoundName): void;
  /** A refused code: the same code again within 1.2 s keeps silent. */
  refuse(code: string): void;
  /** 0–100; 0 is mute. */
  setVolume(volume: number): void;
};

type Tone = { readonly hz: number; readonly ms: number };

const tones: Readonly<Record<SoundName, readonly Tone[]>> = {
  accepted: [{ hz: 1320, ms: 60 }],
  card: [
    { hz: 1047, ms: 60 },
    { hz: 1568, ms: 90 },
  ],
  attention: [{ hz: 660, ms: 140 }],
  refused: [
    { hz: 330, ms: 110 },
    { hz: 262, ms: 160 },
  ],
};

/** −12 dB at full volume. */
const fullGain = 10 ** (-12 / 20);
/** Ramps at both ends: a square start of a tone clicks. */
const rampS = 0.004;
const repeatMs = 1_200;

type SoundOptions = { readonly now?: () => number; readonly emit?: (tones: readonly Tone[], gain: number) => void };

export function createSounds({ now = () => performance.now(), emit = createSpeaker() }: SoundOptions = {}): Sounds {
  let volume = 100;
  let last = { code: "", at: Number.NEGATIVE_INFINITY };
  const play = (name: SoundName): void => {
    if (volume > 0) emit(tones[name], (fullGain * volume) / 100);
  };
  return {
    play,
    refuse(code) {
      const at = now();
      const repeated = code === last.code && at - last.at < repeatMs;
      last = { code, at };
      if (!repeated) play("refused");
    },
    setVolume(next) {
      volume = next;
    },
  };
}

/** WebAudio, opened at the first sound: browsers keep a context silent until a key was pressed. */
function createSpeaker(): (tones: readonly Tone[], gain: number) => void {
  let context: AudioContext | undefined;
  const sound = (sequence: readonly Tone[], gain: number): void => {
    context ??= new AudioContext();
    let start = context.currentTime;
    for (const { hz, ms } of sequence) {
      const end = start + ms / 1000;
      const oscillator = new OscillatorNode(context, { frequency: hz });
      const level = new GainNode(context, { gain: 0 });
      level.gain.setValueAtTime(0, start);
      level.gain.linearRampToValueAtTime(gain, start + rampS);
      level.gain.setValueAtTime(gain, end - rampS);
      level.gain.linearRampToValueAtTime(0, end);
      oscillator.connect(level).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(end);
      start = end;
    }
  };
  // After what is to be seen: the parts of a tone take as long to make as a row of the receipt to draw.
  return (sequence, gain) => void setTimeout(sound, 0, sequence, gain);
}
