/** Light or dark: as the system has it, or as somebody chose here. The library looks at `data-theme` too. */
import { useEffect, useState } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "theme";

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const show = (): void => showTheme(theme);
    show();
    const system = darkSystem();
    system.addEventListener("change", show);
    return () => system.removeEventListener("change", show);
  }, [theme]);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(KEY, chosen);
      setTheme(chosen);
    },
  ];
}

export function readTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

export function showTheme(theme: Theme): void {
  const isDark = theme === "system" ? darkSystem().matches : theme === "dark";
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

const darkSystem = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");
