// WebKit with a page in it, driven by WebDriver over plain HTTP (https://www.w3.org/TR/webdriver2/): Playwright speaks to no WebKit but its own.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // how the protocol calls the key of an element's name
const KEYS = { Control: "\uE009", Shift: "\uE008", Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004" };
const PATIENCE_MS = 60_000;

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a browser with a profile of its own. `stop` ends it. */
export async function webkit() {
  const home = mkdtempSync(join(tmpdir(), "dossier-webkit-"));
  const port = await freePort();
  const driver = spawn(process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env: { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, NO_AT_BRIDGE: "1", MESA_SHADER_CACHE_DISABLE: "true" } });
  const gone = new Promise((_, failed) => {
    driver.once("error", failed);
    driver.once("exit", (code) => failed(new Error(`WebKit's driver has ended with ${code}`)));
  });
  gone.catch(() => {});

  async function call(method, path, body) {
    const asked = fetch(`http://127.0.0.1:${port}${path}`, { method, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await (await Promise.race([asked, gone])).json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  const stop = async () => {
    driver.removeAllListeners("exit");
    if (driver.exitCode === null && driver.kill()) await new Promise((done) => driver.once("exit", done));
    rmSync(home, { recursive: true, force: true, maxRetries: 20 }); // its processes end a moment later
  };
  try {
    await listening(port, gone);
    const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { timeouts: { script: PATIENCE_MS } } } });
    const session = `/session/${sessionId}`;
    return { ...page((method, path, body) => call(method, session + path, body)), stop: async () => { await call("DELETE", session).catch(() => {}); await stop(); } };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The driver says nothing when it is ready: it is asked until it answers. */
async function listening(port, gone) {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const answer = await Promise.race([fetch(`http://127.0.0.1:${port}/status`).catch((error) => error), gone]);
    if (answer.ok) return;
    if (Date.now() > end) throw answer;
    await new Promise((done) => setTimeout(done, 50));
  }
}

function page(call) {
  /** What a function gives that runs in the page; it may be async. */
  const run = async (work, ...args) => {
    const script = `const done = arguments[arguments.length - 1];
      (async () => (${work})(...Array.prototype.slice.call(arguments, 0, -1)))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await call("POST", "/execute/async", { script, args });
    if (error) throw new Error(`${error} in ${work}`);
    return value;
  };
  /** What a function in the page gives, as soon as it gives something. */
  const until = async (work, ...args) => {
    const script = `const done = arguments[arguments.length - 1], args = Array.prototype.slice.call(arguments, 0, -1), end = Date.now() + ${PATIENCE_MS - 5_000};
      const look = () => { const value = (${work})(...args); value || Date.now() > end ? done(value) : setTimeout(look, 20); };
      look();`;
    const value = await call("POST", "/execute/async", { script, args });
    if (!value) throw new Error(`never: ${work} ${JSON.stringify(args)}`);
    return value;
  };
  const visible = (selector, text) => [...document.querySelectorAll(selector)].find((element) => element.getClientRects().length && element.textContent.includes(text));
  /** Waits for an element of this kind, with this text in it, that is shown. */
  const see = (selector, text = "") => until(visible, selector, text);
  return {
    run, until, see,
    go: (url) => call("POST", "/url", { url }),
    reload: () => call("POST", "/refresh"),
    size: (width, height) => call("POST", "/window/rect", { width, height }),
    screenshot: async () => Buffer.from(await call("GET", "/screenshot"), "base64"),
    gone: (selector) => until((selector) => !document.querySelector(selector), selector),
    text: (selector) => run((selector) => document.querySelector(selector).textContent, selector),
    click: async (selector, text = "") => call("POST", `/element/${(await see(selector, text))[ELEMENT]}/click`),
    /** Presses keys one after another: "j", "Enter", "Control+s". */
    press: async (...presses) => {
      for (const press of presses) {
        const keys = press.split("+").map((key) => KEYS[key] ?? key);
        const actions = [...keys.map((value) => ({ type: "keyDown", value })), ...keys.reverse().map((value) => ({ type: "keyUp", value }))];
        await call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
      }
    },
  };
}
