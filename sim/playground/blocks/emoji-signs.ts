/**
 * The signs of Switchboard under Slack's names for them. The page draws these itself, as Slack draws all emoji: not
 * every machine has a font with them, and they must be told apart at a glance.
 */
export const EMOJI_SIGNS: Readonly<Record<string, string>> = {
  "🟢": "large_green_circle",
  "🔵": "large_blue_circle",
  "🔴": "red_circle",
  "⚪": "white_circle",
  "🌙": "crescent_moon",
  "⏳": "hourglass_flowing_sand",
  "🔒": "lock",
  "🔓": "unlock",
  "🗑": "wastebasket",
  "🚨": "rotating_light",
};
