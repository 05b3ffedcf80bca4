const SCALES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity in its base unit (cores, bytes), times `factor`, as a whole number: "2000m" is 2, or 2000 with
 * factor 1000. null when it is empty or no quantity.
 */
export function parseQuantity(text: string, factor = 1): number | null {
  const parts = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3})|([num]|k|[MGTPE]|[KMGTPE]i)?)$/.exec(
    text.trim(),
  );
  const scale = SCALES[parts?.[3] ?? ""];
  if (!parts || scale === undefined) return null;
  const quantity = Number(`${parts[1]}e${parts[2] ?? "0"}`) * scale * factor;
  return Number.isFinite(quantity) ? Math.round(quantity) : null;
}
