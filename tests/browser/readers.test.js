// What reads mails, office documents, PDF, archives and the main text of pages is a module of its own, which comes when it is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { analysed, drop, freshPages, inChromium, readAs, seeds, text } from "./page.js";

const { fresh, loaded } = freshPages();

const STORY = "<p>The harbour board has approved a contract worth 4.2 million crowns, said President Hassan Rouhani, which ends a long dispute about the mud.</p>".repeat(4);
const PAGE = `<html><head><title>Contract</title></head><body><ul><li><a href="a">Obituaries of Vladimir Putin</a></li><li><a href="b">Puzzles</a></li></ul><article>${STORY}</article></body></html>`;
const MAIL = "From: Ann Lee <a@x.example>\r\nSubject: Cost of the pump\r\nMIME-Version: 1.0\r\nDate: Mon, 3 Mar 2025 09:12:00 +0100\r\nContent-Transfer-Encoding: base64\r\n\r\nSXQgY29zdHMgJDUgbWlsbGlvbi4=\r\n";
const WORD = [...zipSync({ "word/document.xml": strToU8("<w:document><w:body><w:p><w:r><w:t>Prime Minister Dmitry Medvedev paid $6 million.</w:t></w:r></w:p></w:body></w:document>") })];


test("a page, a mail, a Word document and an archive are read, and what cannot be says what to do", async (t) => {
  const page = await fresh(t);
  await drop(page, [
    { name: "saved.php", text: PAGE },
    { name: "cost.eml", text: MAIL },
    { name: "plan.docx", bytes: WORD },
    { name: "pile.zip", bytes: [...zipSync({ "north/a.txt": strToU8("President Ebrahim Raisi spoke.") })] },
    { name: "broken.docx", bytes: WORD.slice(0, 40) },
  ]);
  await analysed(page, 4);
  assert.match(await text(page, ".skipped"), /broken\.docx.*damaged/s);
  await page.click(".document__open[title='cost.eml']");
  await page.waitForSelector(".reader__title >> text=Cost of the pump");
  await page.click(".document__open[title='saved.php']");
  await page.waitForSelector(".reader__title >> text=Contract");
  assert.doesNotMatch(await text(page, ".reader"), /Obituaries of/);
  await readAs(page, "whole-page");
  await page.waitForFunction(() => document.querySelector(".reader").textContent.includes("Obituaries of"));
  await readAs(page, "main-text");
  await page.waitForFunction(() => !document.querySelector(".reader").textContent.includes("Obituaries of"));
  await page.keyboard.press("2");
  for (const name of ["Hassan Rouhani", "Dmitry Medvedev", "Ebrahim Raisi"]) await page.waitForSelector(`.entity >> text=${name}`);
});

test("texts need no readers", inChromium("only its driver tells of requests of workers"), async (t) => {
  const page = await loaded(t, seeds());
  const asked = [];
  page.context().on("request", (request) => asked.push(request.url()));
  await drop(page, [{ name: "more.txt", text: "President Ebrahim Raisi spoke." }]);
  await analysed(page, 6);
  assert.deepEqual(asked.filter((url) => url.includes("readers")), []);
});
