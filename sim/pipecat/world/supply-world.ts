import type { Organization, Trouble } from "../organization.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { changeSpending } from "../supplies/change-spending.ts";
import type { Build, SecretSet, Spending } from "../supplies/supply-schemas.ts";
import { unknownImage } from "../troubles.ts";

/** What deployments are made of and paid with. */
export interface SupplyWorld {
  /**
   * Deployments of this image or build id run into trouble from now on (default: it is in no registry); those that exist
   * are not touched.
   */
  breakImage(image: string, trouble?: Trouble): void;
  mendImage(image: string): void;
  /** The build is there, in this state and region, and stays so. */
  putBuild(build: Pick<Build, "id" | "region" | "status">): void;
  /** The build that is under way fails. */
  failBuild(id: string, errorMessage: string): void;
  setSecretSetStatus(name: string, status: SecretSet["status"], errorMessage?: string): void;
  /** The next writes of this set meet another one of somebody else's. */
  disturbSecretSet(name: string, conflicts: number): void;
  /** What is written into this set from now on cannot be provisioned. */
  breakSecretSet(name: string, failure: string): void;
  /** At the limit nothing new is deployed. */
  setSpending(amounts: Pick<Spending, "limitCents" | "currentCents">): void;
}

const UNKNOWN_CONTEXT = {
  contextHash: "0".repeat(16),
  contextSizeBytes: 0,
  dockerfilePath: "Dockerfile",
  errorMessage: null,
};

export function createSupplyWorld({ store, now }: Pick<SimulatorDeps, "store" | "now">): SupplyWorld {
  const putBuild = (build: Build): void => {
    const others = store.organization.builds.filter(({ id }) => id !== build.id);
    store.change({ builds: [...others, build] }, { type: "build.changed", at: now(), buildId: build.id });
  };
  const setImage = (image: string, what: Trouble | null): void => {
    const { [image]: _, ...others } = store.organization.brokenImages;
    const brokenImages = what ? { ...others, [image]: what } : others;
    store.change({ brokenImages }, { type: "image.changed", at: now(), image });
  };

  const setSecretTrouble = (name: string, change: Partial<Organization["secretTroubles"][string]>): void => {
    const before = store.organization.secretTroubles[name] ?? { conflicts: 0, failure: null };
    const secretTroubles = { ...store.organization.secretTroubles, [name]: { ...before, ...change } };
    store.change({ secretTroubles }, { type: "secret-set.changed", at: now(), secretSet: name });
  };

  return {
    breakImage: (image, what = unknownImage(image)) => setImage(image, what),
    mendImage: (image) => setImage(image, null),
    putBuild: (build) => putBuild({ ...UNKNOWN_CONTEXT, createdAt: now(), doneAt: null, ...build }),
    failBuild: (id, errorMessage) => {
      const build = store.findBuild(id);
      if (!build) throw new Error(`there is no build ${id}`);
      putBuild({ ...build, status: "failed", errorMessage, doneAt: now() });
    },
    setSecretSetStatus: (name, status, errorMessage) => {
      const set = store.findSecretSet(name);
      if (!set) throw new Error(`there is no secret set ${name}`);
      store.putSecretSet({ ...set, status, readyAt: null, errorMessage: errorMessage ?? null }, now());
    },
    disturbSecretSet: (name, conflicts) => setSecretTrouble(name, { conflicts }),
    breakSecretSet: (name, failure) => setSecretTrouble(name, { failure }),
    setSpending: (amounts) => {
      const spending = changeSpending(store.organization.spending, amounts, now());
      store.change({ spending }, { type: "spending.changed", at: now() });
    },
  };
}
