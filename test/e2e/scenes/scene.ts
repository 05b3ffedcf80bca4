/** One picture of the README: what is said and pressed, and what must be seen in it. */
export interface Scene {
  /** `docs/pictures/<name>.png`. */
  readonly name: string;
  /** For who cannot see it; the README says the same. */
  readonly description: string;
  /** "#/UOPERATOR/COPS": as whom and where the page is opened. */
  readonly address: string;
  readonly acts: readonly Act[];
  /** Texts that stand in what is taken, each in one piece. */
  readonly shows: readonly string[];
  /** What is taken: all of the window, or the message that was said last. */
  readonly frame: "window" | "message";
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for one of the page. */
  readonly scale: number;
  readonly isPhone?: boolean;
}

export type Act =
  | { readonly say: string }
  /** A button of the newest message that says this. */
  | { readonly press: string; readonly on: string }
  /** Somebody's real name. */
  | { readonly become: string }
  /** A button of the world panel. */
  | { readonly inWorld: string }
  /** Waits until the newest message that says this is there. */
  | { readonly see: string }
  /** Opens the thread of the newest message that says this. */
  | { readonly openThreadOf: string };
