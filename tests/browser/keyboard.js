// Using the page without a mouse.

import assert from "node:assert/strict";

/** From now on the page has no mouse. */
export const withoutMouse = (page) => Object.assign(page, { mouse: new Proxy({}, { get: () => { throw new Error("there is no mouse"); } }) });

/** Presses these keys one after the other. */
export const key = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());

/** Goes with Tab to what matches. */
export async function tabTo(page, selector) {
  for (let step = 0; step < 2_000; step++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never comes to ${selector}`);
}

/** The same for what is labelled so. */
export async function tabToText(page, label) {
  for (let step = 0; step < 2_000; step++) {
    if (await page.evaluate((label) => document.activeElement?.textContent.trim().startsWith(label), label)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never comes to “${label}”`);
}

/** Waits until the message at the bottom is so. */
export const message = (page, pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".message").textContent), pattern.source);
