import type { Build, SecretSet, Spending, Trouble } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { unknownImage } from "../troubles.ts";

/** What deployments are made of and paid with. */
export interface SupplyWorld {
  /**
   * Deployments of this image or build id run into trouble from now on (default: it is in no registry); those that exist
   * are not touched.
   */
  breakImage(image: string, trouble?: Trouble): void;
  mendImage(image: string): void;
  /** The build is there, in this state and region. */
  putBuild(build: Build): void;
  setSecretSetStatus(name: string, status: SecretSet["status"], errorMessage?: string): void;
  /** At the limit nothing new is deployed. */
  setSpending(spending: Spending): void;
}

export function createSupplyWorld({ store, now }: Pick<SimulatorDeps, "store" | "now">): SupplyWorld {
  const setImage = (image: string, what: Trouble | null): void => {
    const { [image]: _, ...others } = store.organization.brokenImages;
    const brokenImages = what ? { ...others, [image]: what } : others;
    store.replace({ ...store.organization, brokenImages }, { type: "image.changed", at: now(), image });
  };

  return {
    breakImage: (image, what = unknownImage(image)) => setImage(image, what),
    mendImage: (image) => setImage(image, null),
    putBuild: (build) => {
      const others = store.organization.builds.filter(({ id }) => id !== build.id);
      store.replace(
        { ...store.organization, builds: [...others, build] },
        { type: "build.changed", at: now(), buildId: build.id },
      );
    },
    setSecretSetStatus: (name, status, errorMessage) => {
      const { organization } = store;
      if (!store.findSecretSet(name)) throw new Error(`there is no secret set ${name}`);
      const secretSets = organization.secretSets.map((set) =>
        set.name === name ? { ...set, status, errorMessage: errorMessage ?? null } : set,
      );
      store.replace(
        { ...organization, secretSets },
        { type: "secret-set.changed", at: now(), secretSet: name },
      );
    },
    setSpending: (spending) =>
      store.replace({ ...store.organization, spending }, { type: "spending.changed", at: now() }),
  };
}
