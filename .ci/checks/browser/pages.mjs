// Looks at pages as a browser shows them: accessibility in light and dark, on a wide and on a narrow
// screen, links that lead somewhere, nothing fetched from elsewhere, folded parts open in print.
// Markdown is shown as GitHub would, and may hold no link, image or element of its texts' making.
// Usage: node pages.mjs BROWSER FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const [executablePath, ...files] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const css = readFileSync(require.resolve("github-markdown-css/github-markdown.css"), "utf8");
const problems = [];
const note = (file, text) => problems.push(`${file}: ${text}`);

// A page with Markdown as GitHub renders it.
function rendered(file) {
  const html = micromark(readFileSync(file, "utf8"), {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Comment</title><style>${css}</style></head>
    <body><main class="markdown-body" style="max-width: 56rem; margin: 1rem auto">${html}</main></body></html>`;
}

async function look(browser, file, { colorScheme, width }) {
  const markdown = file.endsWith(".md");
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  page.on("request", (request) => {
    if (!/^(file|data|about):/.test(request.url())) note(file, `asks for ${request.url()}`);
  });
  if (markdown) await page.setContent(rendered(file));
  else await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  // Parts that are folded are for everybody as well.
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  // A comment is a part of GitHub's page, whose headings and colors are GitHub's.
  const rules = markdown ? { "page-has-heading-one": { enabled: false }, "empty-table-header": { enabled: false } } : {};
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { rules }), rules);
  for (const { id, help, nodes } of violations) {
    note(file, `${colorScheme}, ${width} wide: ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 160)}`);
  }
  for (const text of await page.evaluate(sanity, markdown)) note(file, `${width} wide: ${text}`);
  if (!markdown) await print(page, file);
  await page.close();
}

// What any page must be; runs in it.
function sanity(markdown) {
  const found = [];
  const links = [...document.querySelectorAll("a[href]")];
  if (markdown) {
    for (const link of links) found.push(`a link of its texts' making: ${link.href}`);
  } else {
    for (const link of links) {
      const to = link.getAttribute("href");
      if (!to.startsWith("#") || !document.getElementById(to.slice(1))) found.push(`a link that leads nowhere: ${to}`);
    }
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) found.push(`${wide} pixels wider than the screen`);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`two parts are called ${id}`);
  }
  const foreign = document.querySelectorAll("main img, main script, main iframe, main form, main input, main svg, main style");
  for (const element of foreign) found.push(`an element of its texts' making: ${element.outerHTML.slice(0, 120)}`);
  return found;
}

// On paper nothing is folded.
async function print(page, file) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = false)));
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const hidden = await page.evaluate(
    () => [...document.querySelectorAll("details > :not(summary)")].filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }) || part.getBoundingClientRect().height === 0).length,
  );
  if (hidden > 0) note(file, `${hidden} folded parts are not printed`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const file of files) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 400]) await look(browser, file, { colorScheme, width });
  }
}
await browser.close();
for (const problem of problems) console.error(problem);
console.log(problems.length ? `${problems.length} problems` : `${files.length} pages read well, in light, dark and print, wide and narrow`);
process.exit(problems.length ? 1 : 0);
