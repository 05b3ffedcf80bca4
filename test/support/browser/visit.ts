/** Somebody in front of the page. Everything waits for what it needs, and nothing for the clock. */
import type { Locator, Page } from "playwright-core";
import { createPageClient } from "../../../sim/terminal/page-client.ts";
import type { LocalPorts } from "../../../sim/world/local/local-ports.ts";
import type { Size } from "./size.ts";
import type { PageWatch } from "./watch-page.ts";

export class Visit {
  readonly page: Page;
  readonly size: Size;
  /** Where the world is; tests change it as the world panel does, or break it by `/_sim`. */
  readonly ports: LocalPorts;
  readonly watch: PageWatch;

  constructor(page: Page, size: Size, ports: LocalPorts, watch: PageWatch) {
    this.page = page;
    this.size = size;
    this.ports = ports;
    this.watch = watch;
  }

  /** Opens an address of the page: "#/UOPERATOR/COPS". */
  async open(address: string): Promise<void> {
    await this.page.goto(`/${address}`);
    await this.isReady();
  }

  /** The composer works. */
  async isReady(): Promise<void> {
    await this.page
      .getByRole("main")
      .getByRole("textbox", { name: /^Message/ })
      .waitFor();
  }

  /** Becomes somebody else, by the menu of people. */
  async become(name: string): Promise<void> {
    await this.#showSidebar();
    await this.page.getByRole("navigation", { name: "Who you are" }).getByRole("link", { name }).click();
    await this.page.getByRole("textbox", { name: `as ${name}` }).waitFor();
  }

  /** Goes to a channel, by the list of conversations. */
  async goTo(channel: string): Promise<void> {
    await this.#showSidebar();
    await this.page
      .getByRole("navigation", { name: "Conversations" })
      .getByRole("link", { name: channel })
      .click();
  }

  /** On a phone the sidebar is behind a button. */
  async #showSidebar(): Promise<void> {
    const menu = this.page.getByRole("button", { name: /^Conversations and people/ });
    if ((await menu.isVisible()) && (await menu.getAttribute("aria-expanded")) === "false")
      await menu.click();
  }

  /** Types into the channel's composer and sends it. */
  async say(text: string): Promise<void> {
    await this.sayIn(this.page.getByRole("main"), text);
  }

  async sayIn(part: Locator, text: string): Promise<void> {
    const field = part.getByRole("textbox", { name: /^(Message|Reply)/ });
    await field.fill(text);
    await field.press("Enter");
  }

  get thread(): Locator {
    return this.page.getByRole("complementary", { name: "Thread" });
  }

  get world(): Locator {
    return this.page.getByRole("complementary", { name: "World" });
  }

  /** The newest message that says this, once it is there. */
  async message(text: string | RegExp, part: Locator = this.page.getByRole("main")): Promise<Locator> {
    const found = part.getByRole("article").filter({ hasText: text }).last();
    await found.waitFor();
    return found;
  }

  /** Presses a button on the newest message that says this. */
  async press(label: string, text: string | RegExp): Promise<void> {
    const message = await this.message(text);
    await message.getByRole("button", { name: label, exact: true }).click();
  }

  /** Somebody else says something meanwhile, wherever they are. */
  async hears(user: string, channel: string, text: string): Promise<void> {
    const page = createPageClient(`http://127.0.0.1:${this.ports.page}`, fetch);
    await page.say({ user, channel, text });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
