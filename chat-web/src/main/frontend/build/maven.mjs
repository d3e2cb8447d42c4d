// What Maven asks for: `node build/maven.mjs build <out>` and `node build/maven.mjs test`.
// Nothing is done twice: packages are installed when the lock file changed, the client is built when a source did.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [wish, out] = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
    fail(`The web client needs Node 20.19 or newer to build; this is ${process.versions.node}.`);
}

install();
if (wish === "build") build(resolve(out));
else if (wish === "test") npm("test");
else fail(`Unknown wish: ${wish}`);

function install() {
    const stamp = join(home, "node_modules", ".installed-from");
    const wanted = hash(["package.json", "package-lock.json"]);
    if (read(stamp) === wanted) return;
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    writeFileSync(stamp, wanted);
}

function build(target) {
    const stamp = `${target}.built-from`;
    const wanted = hash(sources());
    if (read(stamp) === wanted && existsSync(join(target, "index.html"))) return;
    rmSync(stamp, { force: true });
    mkdirSync(target, { recursive: true });
    npm("run", "build", "--silent", { PARLEY_FRONTEND_OUT: target });
    writeFileSync(stamp, wanted);
}

/** Everything that can change what is built. */
function sources() {
    const files = ["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"];
    for (const folder of ["src", "public", "worker", "build"]) {
        for (const name of readdirSync(join(home, folder), { recursive: true })) {
            const path = join(folder, name);
            if (statSync(join(home, path)).isFile()) files.push(path);
        }
    }
    return files.sort();
}

function hash(files) {
    const sum = createHash("sha256").update(process.versions.node);
    for (const file of files)
        sum.update(file)
            .update("\0")
            .update(readFileSync(join(home, file)));
    return sum.digest("hex");
}

function read(file) {
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function npm(...args) {
    const env = typeof args.at(-1) === "object" ? args.pop() : {};
    const done = spawnSync("npm", args, { cwd: home, stdio: "inherit", env: { ...process.env, ...env } });
    if (done.error) fail(`npm could not be started: ${done.error.message}`);
    if (done.status !== 0) process.exit(done.status ?? 1);
}

function fail(line) {
    process.stderr.write(`${line}\n`);
    process.exit(1);
}
