// Draws the icons that have to be PNG from our sign: `node build/icons.mjs`, after the sign has changed.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const out = new URL("../public/", import.meta.url);
const icons = [
    ["../public/favicon.svg", "icon-192.png", 192],
    ["../public/favicon.svg", "icon-512.png", 512],
    ["icon-maskable.svg", "icon-maskable-192.png", 192],
    ["icon-maskable.svg", "icon-maskable-512.png", 512],
    ["icon-maskable.svg", "apple-touch-icon.png", 180],
    ["badge.svg", "badge.png", 96],
];

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
});
for (const [sign, icon, size] of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = readFileSync(new URL(sign, import.meta.url), "utf8").replace(
        /width="\d+" height="\d+"/,
        `width="${size}" height="${size}"`,
    );
    await page.setContent(`<body style="margin:0;line-height:0">${svg}</body>`);
    await page.screenshot({ path: new URL(icon, out).pathname, omitBackground: true });
    await page.close();
}
await browser.close();
