/**
 * A clock that can be made to run faster, by the same arithmetic in every process that shares it. Slack takes 50 edits a
 * minute and no more, so the cards of five hundred operations need eleven minutes: nobody has to wait for all of them.
 */
export interface ClockSetting {
  /** At this moment of the real time (milliseconds since 1970) … */
  readonly realAt: number;
  /** … it was this in the world. */
  readonly worldAt: number;
  readonly speed: number;
}

export const REAL_TIME: ClockSetting = { realAt: 0, worldAt: 0, speed: 1 };

export const toWorldTime = ({ realAt, worldAt, speed }: ClockSetting, realMs: number): number =>
  Math.floor(worldAt + (realMs - realAt) * speed);

export const toRealTime = ({ realAt, worldAt, speed }: ClockSetting, worldMs: number): number =>
  Math.ceil(realAt + (worldMs - worldAt) / speed);

/** From this moment on at another speed. */
export const withSpeed = (setting: ClockSetting, speed: number, realMs: number): ClockSetting => ({
  realAt: realMs,
  worldAt: toWorldTime(setting, realMs),
  speed,
});
