import { THEMES, type Theme, useTheme } from "../use-theme.ts";

const NAMES: Readonly<Record<Theme, string>> = { system: "As the system", light: "Light", dark: "Dark" };

export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="theme">
      <legend>Colours</legend>
      {THEMES.map((choice) => (
        <label key={choice}>
          <input type="radio" name="theme" checked={choice === theme} onChange={() => setTheme(choice)} />
          {NAMES[choice]}
        </label>
      ))}
    </fieldset>
  );
}
