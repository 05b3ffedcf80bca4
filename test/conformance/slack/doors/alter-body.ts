/** Changes one field of a request's body, wherever in it: what Slack never sends, but somebody with the secret might. */

export interface Alteration {
  /** Which field; counted through all of them, around and around. */
  readonly index: number;
  readonly change: "remove" | "null" | "number" | "text" | "list" | "twice";
}

export function alterBody(contentType: string, body: string, { index, change }: Alteration): string {
  if (contentType === "application/json") return JSON.stringify(alterJson(JSON.parse(body), index, change));
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  if (payload !== null) {
    form.set("payload", JSON.stringify(alterJson(JSON.parse(payload), index, change)));
    return form.toString();
  }
  const names = [...form.keys()];
  const name = names[index % names.length] ?? "";
  const value = form.get(name) ?? "";
  if (change === "remove") form.delete(name);
  else if (change === "twice") form.append(name, value);
  else form.set(name, { null: "", number: "7", text: "else", list: "[]" }[change]);
  return form.toString();
}

/** In JSON a name given twice is a name given once, so there "twice" changes nothing. */
function alterJson(value: unknown, index: number, change: Alteration["change"]): unknown {
  const holders = findHolders(value).flatMap((holder) =>
    Object.keys(holder).map((name) => ({ holder, name })),
  );
  const { holder, name } = holders[index % holders.length] ?? { holder: {}, name: "" };
  if (change === "remove") delete holder[name];
  else if (change !== "twice") holder[name] = { null: null, number: 7, text: "else", list: [] }[change];
  return value;
}

/** Every object and list in a value, outermost first. */
function findHolders(value: unknown): Record<string, unknown>[] {
  return isHolder(value) ? [value, ...Object.values(value).flatMap(findHolders)] : [];
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
