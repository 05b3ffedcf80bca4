/** The screens on which the page is tried: each story in light on one, and in dark on the other. */
export interface Size {
  readonly name: "desktop" | "phone";
  readonly viewport: { readonly width: number; readonly height: number };
  readonly isMobile: boolean;
  readonly hasTouch: boolean;
  readonly colorScheme: "light" | "dark";
  /** Pixels of the picture for one of the page. */
  readonly deviceScaleFactor: number;
}

export const DESKTOP: Size = {
  name: "desktop",
  viewport: { width: 1_280, height: 800 },
  isMobile: false,
  hasTouch: false,
  colorScheme: "light",
  deviceScaleFactor: 1,
};

export const PHONE: Size = {
  name: "phone",
  viewport: { width: 375, height: 812 },
  isMobile: true,
  hasTouch: true,
  colorScheme: "dark",
  deviceScaleFactor: 2,
};
