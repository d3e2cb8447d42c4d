import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
  type WebSocketRoute,
} from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { SignedIn } from "@/identity/Session";
import type { Dialog } from "@/shell/places";
import { address, password, signIn, staysSignedIn, type Session, type Username } from "./server";

export const wide = { width: 1440, height: 900 };
export const middle = { width: 1024, height: 768 };
export const phone = { width: 390, height: 844 };

type Action =
  | "React"
  | "Reply"
  | "Reply in a thread"
  | "Edit"
  | "Delete"
  | "Delete for me"
  | "Copy the text"
  | "Copy a link"
  | "Forward"
  | "Mark as unread from here"
  | "Pin"
  | "Take the pin away"
  | "Save for later"
  | "Take off the saved ones"
  | "Report …";

interface Browsing {
  screen?: { width: number; height: number };
  scheme?: "light" | "dark";
  /** A tag like `de-DE`. */
  language?: string;
  /** What the browser says it is. */
  agent?: string;
  /** Whether the server will go away or fall silent; the socket then goes through the test. */
  fragile?: boolean;
  /** The address of a proxy to go by. */
  by?: string;
  /** Whether it keeps the client, as browsers do. Otherwise each page comes from the server. */
  keeps?: boolean;
  /** Whether it lets the page show notifications. */
  notifies?: boolean;
  /** Whether the server tells of no conversations, as if nobody had written to them yet. */
  newcomer?: boolean;
}

// Without pages of the browser's own, made ready beside each page: they cost as much as the page. The list replaces the one
// that Playwright would give; what pages of this server could notice of that is in it.
const without = [
  "PreloadTopChromeWebUI",
  "PreloadTopChromeWebUILessNavigations",
  "WebUITabStrip",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "OptimizationHints",
];

/** The browser as people have it, and the same without all that is not the page, which opens pages twice as fast. */
const programs = {
  whole: process.env.CHROMIUM ?? "/usr/bin/chromium",
  bare: process.env.CHROMIUM_BARE ?? "/usr/bin/chromium-headless-shell",
};

const browsers = new Map<string, Promise<Browser>>();

/**
 * The browser that all people share, each in a corner of their own. It ends with the tests' process.
 *
 * @param whole whether it has to install the client or show notifications
 */
export function launched(whole: boolean): Promise<Browser> {
  const program = whole || !existsSync(programs.bare) ? programs.whole : programs.bare;
  const browser =
    browsers.get(program) ??
    chromium.launch({
      executablePath: program,
      args: ["--no-sandbox", "--disable-dev-shm-usage", `--disable-features=${without.join(",")}`],
    });
  browsers.set(program, browser);
  return browser;
}

/** Somebody opens Parley in a browser of their own. It is closed when the test is over. */
export async function visits(
  username: Username,
  browsing: Browsing = {},
  localStorage: LocalStorage = [],
): Promise<Person> {
  const screen = browsing.screen ?? wide;
  const onPhone = screen.width < 768;
  const by = browsing.by ?? address;
  const context = await (
    await launched(browsing.keeps === true || browsing.notifies === true)
  ).newContext({
    baseURL: by,
    storageState: { cookies: [], origins: [{ origin: new URL(by).origin, localStorage }] },
    viewport: screen,
    hasTouch: onPhone,
    isMobile: onPhone,
    colorScheme: browsing.scheme ?? "light",
    locale: browsing.language ?? "en-GB",
    // Nothing is half-way when a test looks
    reducedMotion: "reduce",
    serviceWorkers: browsing.keeps ? "allow" : "block",
    permissions: ["clipboard-read", "clipboard-write", ...(browsing.notifies ? ["notifications"] : [])],
    ...(browsing.agent !== undefined && { userAgent: browsing.agent }),
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const person = new Person(username, page, context);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail")
      await page.screenshot({ path: `e2e/failures/${task.name.replace(/\W+/g, "-")}-${username}.png` });
    await person.leaves();
  });
  if (browsing.fragile) await person.hangsByAThread();
  if (browsing.newcomer) await person.knowsNobody();
  await page.goto("/");
  await page.locator('input[name="username"], nav[data-pane="list"]').first().waitFor();
  return person;
}

/** Somebody opens Parley in a browser in which they have signed in before. */
export async function arrives(username: Username, browsing: Browsing = {}): Promise<Person> {
  const person = await visits(username, browsing, await signedIn(username));
  await person.isInside();
  return person;
}

/** What closed browsers kept of their sessions. */
const left = new Map<Username, LocalStorage[]>();

type LocalStorage = { name: string; value: string }[];

const [DEVICE, SESSION] = ["parley.device", "parley.session"];

/**
 * What a browser keeps of a session. Signing in itself has tests of its own; here it is a browser that was closed, if there
 * is one that is still signed in: to hash a password takes longer than to open the page.
 */
async function signedIn(username: Username): Promise<LocalStorage> {
  for (let kept = left.get(username)?.pop(); kept; kept = left.get(username)?.pop()) {
    const held = kept.find(({ name }) => name === SESSION)!;
    const session = await staysSignedIn(JSON.parse(held.value) as SignedIn);
    if (session) return kept.map((item) => (item === held ? stored(session) : item));
  }
  const device = randomUUID();
  return [{ name: DEVICE, value: device }, stored(await signIn(username, device, "Browser"))];
}

function stored({ expiresIn, ...session }: Session): LocalStorage[number] {
  const kept: SignedIn = { ...session, expiresAt: Date.now() + expiresIn * 1000 };
  return { name: SESSION, value: JSON.stringify(kept) };
}

/** One of the demo people at a browser: what they do and what they see. */
export class Person {
  private away = false;
  private silent = false;
  private readonly unheard: (() => void)[] = [];
  private readonly sockets = new Set<WebSocketRoute>();

  constructor(
    readonly username: Username,
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  // Coming in

  async signsIn(secret: string = password): Promise<void> {
    const name = this.page.locator('input[name="username"]');
    await name.fill(this.username);
    await this.page.locator('input[name="password"]').fill(secret);
    await this.page.keyboard.press("Enter");
  }

  /** Closes the browser; whoever arrives next can be who was signed in here. */
  async leaves(): Promise<void> {
    const { origins } = await this.context.storageState();
    await this.context.close();
    const kept = origins
      .find(({ origin }) => origin === new URL(address).origin)
      ?.localStorage.filter(({ name }) => name === DEVICE || name === SESSION);
    if (kept?.length === 2) left.set(this.username, [...(left.get(this.username) ?? []), kept]);
  }

  async isInside(): Promise<void> {
    await this.page.locator('[data-pane="list"]').last().waitFor();
  }

  /** The page that is opened next renews its token first. */
  async needsAnotherToken(): Promise<void> {
    await this.page.evaluate((name) => {
      const session = JSON.parse(localStorage.getItem(name)!) as SignedIn;
      localStorage.setItem(name, JSON.stringify({ ...session, expiresAt: 0 }));
    }, SESSION);
  }

  // Conversations

  async opens({ id }: { id: number }): Promise<void> {
    const row = this.row({ id });
    if (await row.isVisible()) await row.click();
    else await this.page.goto(`/c/${id}`);
    await this.hasOpened({ id });
  }

  /** It is open and its messages are there. */
  async hasOpened({ id }: { id: number }): Promise<void> {
    await this.page.waitForURL(new RegExp(`/c/${id}\\b`));
    await this.log.waitFor();
  }

  row({ id }: { id: number }): Locator {
    return this.page.locator(`a[data-conversation="${id}"]`);
  }

  get title(): Locator {
    return this.page.locator("main h1 bdi");
  }

  /** What stands beside the conversation. */
  get details(): Locator {
    return this.page.getByRole("complementary");
  }

  // Messages

  get log(): Locator {
    return this.page.getByRole("main").getByRole("log");
  }

  /** The messages that can be seen which hold these words. */
  message(words: string): Locator {
    return this.log.locator("[data-key]").filter({ hasText: words });
  }

  get divider(): Locator {
    return this.page.getByTestId("new-divider");
  }

  async sees(words: string): Promise<void> {
    await this.message(words).first().waitFor();
  }

  /** Chooses one of the actions of a message, from its bar or from the menu in it. */
  async does(action: Action, words: string): Promise<void> {
    const message = this.message(words);
    await message.hover();
    if (["React", "Reply", "Reply in a thread", "Edit"].includes(action)) {
      await message.getByRole("button", { name: action, exact: true }).click();
    } else {
      await message.getByRole("button", { name: "More", exact: true }).click();
      await this.page.getByRole("menuitem", { name: action, exact: true }).click();
    }
  }

  /** What a message was answered with in one sign: buttons named by who and with what. */
  reactions(words: string): Locator {
    return this.message(words).getByRole("group", { name: "Reactions" }).getByRole("button");
  }

  // Writing

  get composer(): Locator {
    return this.page.locator('form[data-pane="composer"] textarea:visible').first();
  }

  async types(words: string): Promise<void> {
    await this.composer.fill(words);
  }

  async writes(words: string): Promise<void> {
    await this.types(words);
    await this.composer.press("Enter");
    await expect.poll(() => this.composer.inputValue()).toBe("");
  }

  /** The messages that are on their way. */
  get pending(): Locator {
    return this.log.locator("[data-pending]");
  }

  // The shell

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Goes to the address of what lies over the page; nothing is loaded anew. */
  async looksAt(dialog: Dialog): Promise<void> {
    await this.page.evaluate((name) => {
      history.pushState(null, "", `${location.pathname}?dialog=${name}`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    }, dialog);
    await this.dialog.waitFor();
  }

  /** Opens a part of the settings. */
  async sets(part: "Appearance" | "Notifications" | "Privacy" | "Devices" | "Emoji"): Promise<void> {
    if (!this.page.url().includes("dialog=settings")) await this.looksAt("settings");
    await this.dialog.getByRole("tab", { name: part }).click();
  }

  /** The page is in these colours. */
  async looks(scheme: "light" | "dark"): Promise<void> {
    await this.page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
  }

  /** Closes the dialog or menu that is open. */
  async closes(): Promise<void> {
    await this.presses("Escape");
    await this.dialog.or(this.page.getByRole("menu")).waitFor({ state: "detached" });
  }

  /** Chooses from the menu that a button opens. */
  async chooses(menu: string, item: string): Promise<void> {
    await this.button(menu).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async picks(...people: string[]): Promise<void> {
    const field = this.dialog
      .or(this.page.getByRole("complementary"))
      .getByPlaceholder("Find people by name");
    for (const person of people) {
      const search = people.indexOf(person) === 0 ? field : this.page.locator("input:focus");
      await search.fill(person);
      await this.page.getByRole("option", { name: person }).first().click();
    }
  }

  async presses(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What has the focus, as a reader would name it. */
  focus(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
  }

  // Being called

  /** Does something else: the page is there, but nobody looks at it. */
  async looksAway(): Promise<void> {
    await this.page.evaluate(() => {
      document.hasFocus = () => false;
      window.dispatchEvent(new Event("blur"));
    });
  }

  async looksAgain(): Promise<void> {
    await this.page.evaluate(() => {
      document.hasFocus = () => true;
      window.dispatchEvent(new Event("focus"));
    });
  }

  /** Has notifications shown on this device. */
  async wantsToBeCalled(): Promise<void> {
    await this.sets("Notifications");
    await this.dialog.getByRole("switch", { name: "Notify me on this device" }).click();
    await expect
      .poll(() => this.dialog.getByRole("switch", { name: "Notify me on this device" }).isChecked())
      .toBe(true);
    await this.closes();
  }

  /** The notifications that are shown. */
  notifications(): Promise<{ title: string; body: string }[]> {
    return this.page.evaluate(async () => {
      const shown = await (await navigator.serviceWorker.ready).getNotifications();
      return shown.map(({ title, body }) => ({ title, body }));
    });
  }

  /** Clicks on the one that is shown. */
  async followsTheNotification(): Promise<void> {
    const [worker] = this.context.serviceWorkers();
    await worker!.evaluate(async () => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        NotificationEvent: new (name: string, more: { notification: Notification }) => Event;
      } & EventTarget;
      const [notification] = await scope.registration.getNotifications();
      scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification: notification! }));
    });
  }

  // The network

  get connectionBar(): Locator {
    return this.page.getByTestId("connection");
  }

  async losesTheNetwork(): Promise<void> {
    // Where there is no interface but loopback, a browser takes itself for offline and has nothing to lose
    expect(await this.page.evaluate(() => navigator.onLine)).toBe(true);
    await this.context.setOffline(true);
  }

  /** The browser has the whole client, as it has a moment after the first visit. */
  async keepsTheClient(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  async findsTheNetwork(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** The browser says that there is a network, as it does when it is another one. */
  async isToldOfAnotherNetwork(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event("online")));
  }

  /** The page can still be loaded, but nothing behind it answers: a proxy whose server is gone. */
  async serverGoesAway(): Promise<void> {
    this.away = true;
    await this.context.route("**/api/**", (route) => route.abort("connectionrefused"));
    for (const socket of this.sockets) await socket.close();
    this.sockets.clear();
  }

  async serverComesBack(): Promise<void> {
    this.away = false;
    await this.context.unroute("**/api/**");
  }

  /** What the server says on the socket is held back, as on a slow line. */
  serverFallsSilent(): void {
    this.silent = true;
  }

  serverSpeaksAgain(): void {
    this.silent = false;
    for (const hear of this.unheard.splice(0)) hear();
  }

  async hangsByAThread(): Promise<void> {
    await this.context.routeWebSocket("**/api/v1/socket", async (socket) => {
      if (this.away) {
        await socket.close();
        return;
      }
      this.sockets.add(socket);
      socket.connectToServer().onMessage((frames) => {
        if (this.silent) this.unheard.push(() => socket.send(frames));
        else socket.send(frames);
      });
    });
  }

  async knowsNobody(): Promise<void> {
    await this.context.routeWebSocket("**/api/v1/socket", (socket) => {
      socket.connectToServer().onMessage((frames) => {
        const lines = String(frames).split("\n");
        socket.send(lines.map((line) => withoutConversations(line)).join("\n"));
      });
    });
  }
}

function withoutConversations(line: string): string {
  if (line.trim() === "") return line;
  const frame = JSON.parse(line) as { type: string };
  return JSON.stringify(frame.type === "changes" ? { ...frame, conversations: [] } : frame);
}
