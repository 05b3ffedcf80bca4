/**
 * The signs of health under Slack's names for them. The page draws these itself, as Slack draws all emoji: not every
 * machine has a font with colours, and they must be told apart at a glance.
 */
export const EMOJI_SIGNS: Readonly<Record<string, string>> = {
  "🟢": "large_green_circle",
  "🔵": "large_blue_circle",
  "🔴": "red_circle",
  "⚪": "white_circle",
  "🌙": "crescent_moon",
};
