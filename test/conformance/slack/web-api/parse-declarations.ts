/** Reads the subset of TypeScript in which `@slack/web-api` declares its responses; throws at anything else. */

export type Shape =
  | { readonly kind: "primitive"; readonly name: "string" | "number" | "boolean" }
  | { readonly kind: "anything" }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "either"; readonly of: readonly Shape[] }
  /** `others`: the shape of fields under names that nobody knows beforehand. */
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Shape>; readonly others: Shape | null };

export type Declarations = ReadonlyMap<string, Shape>;

const TOKEN = /"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$]*|\d+|[{}[\]:;?|&,=()<>]/g;

export function parseDeclarations(source: string): Declarations {
  const body = source.replace(/^import .*$/gm, "").replace(/\/\*.*?\*\/|\/\/.*$/gms, "");
  return new DeclarationReader(body.match(TOKEN) ?? []).readAll();
}

class DeclarationReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  readAll(): Declarations {
    const found = new Map<string, Shape>();
    while (this.#at < this.#tokens.length) {
      this.#expect("export");
      this.#take("declare");
      const keyword = this.#next();
      const name = this.#next();
      found.set(name, this.#readDeclared(keyword));
      this.#take(";");
    }
    return found;
  }

  #readDeclared(keyword: string): Shape {
    if (keyword === "enum") return this.#readEnum();
    if (keyword === "interface") return this.#readShape();
    if (keyword !== "type") throw new Error(`cannot read a declaration of ${keyword}`);
    this.#expect("=");
    return this.#readShape();
  }

  #readEnum(): Shape {
    const values: string[] = [];
    this.#expect("{");
    while (!this.#take("}")) {
      this.#next();
      this.#expect("=");
      values.push(readText(this.#next()));
      this.#take(",");
    }
    return { kind: "enum", values };
  }

  #readShape(): Shape {
    const of = [this.#readOperand()];
    for (;;) {
      if (this.#take("|")) of.push(this.#readOperand());
      // The left side is what every answer has, which the caller knows.
      else if (this.#take("&")) of.splice(0, 1, this.#readOperand());
      else break;
    }
    const [only] = of;
    return of.length === 1 && only ? only : { kind: "either", of };
  }

  #readOperand(): Shape {
    let shape = this.#readSimple();
    while (this.#take("[")) {
      this.#expect("]");
      shape = { kind: "list", of: shape };
    }
    return shape;
  }

  #readSimple(): Shape {
    const token = this.#next();
    if (token === "{") return this.#readFields();
    if (token === "(") {
      const shape = this.#readShape();
      this.#expect(")");
      return shape;
    }
    if (token === "string" || token === "number" || token === "boolean")
      return { kind: "primitive", name: token };
    if (token === "any" || token === "unknown") return { kind: "anything" };
    if (token.startsWith('"')) return { kind: "enum", values: [readText(token)] };
    return { kind: "named", name: token };
  }

  #readFields(): Shape {
    const fields = new Map<string, Shape>();
    let others: Shape | null = null;
    while (!this.#take("}")) {
      if (this.#take("[")) {
        while (this.#next() !== "]");
        this.#expect(":");
        others = this.#readShape();
      } else {
        const name = readText(this.#next());
        this.#take("?");
        this.#expect(":");
        fields.set(name, this.#readShape());
      }
      this.#take(";");
    }
    return { kind: "object", fields, others };
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error("the declarations end too early");
    this.#at += 1;
    return token;
  }

  /** Goes past the token if it is the next one. */
  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`expected ${token} instead of ${this.#tokens[this.#at]}`);
  }
}

const readText = (token: string): string => (token.startsWith('"') ? String(JSON.parse(token)) : token);
