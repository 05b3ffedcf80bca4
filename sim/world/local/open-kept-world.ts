import type { SimulatedWorld } from "../simulated-world.ts";
import { createAutosave } from "./autosave.ts";
import { readWorldFile, writeWorldFile } from "./world-file.ts";

export interface KeptWorld {
  readonly world: SimulatedWorld;
  /** Saves now what is not saved yet. */
  save(): void;
}

export interface KeepingOptions {
  readonly file: string;
  readonly create: () => SimulatedWorld;
  readonly delay: (ms: number) => Promise<void>;
  /** The file could not be read back and has this name now. */
  readonly reportSetAside: (file: string) => void;
  readonly reportUnsaved: () => void;
}

/** The world as it was kept, or a new one; from now on every change is kept. */
export function openKeptWorld(options: KeepingOptions): KeptWorld {
  const { file, create, delay } = options;
  let world = create();
  const aside = readWorldFile(file, (snapshot) => world.restore(snapshot));
  if (aside !== null) {
    // Some of it may have been taken back already; a world is whole or new.
    world = create();
    options.reportSetAside(aside);
  }
  const autosave = createAutosave(() => writeWorldFile(file, world.snapshot()), delay, options.reportUnsaved);
  world.subscribe(autosave.changed);
  return { world, save: autosave.flush };
}
