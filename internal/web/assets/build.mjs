// Writes dist/: every file under a name that carries the hash of its content, its gzip beside it,
// and manifest.json from plain names to hashed ones. Each ts/*.ts is a bundle of its own; ts/*/ are their parts.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

const dist = "dist";

// Scripts are classic deferred ones, so that one tag works the same on our pages and on a stranger's.
async function bundle(entry, name) {
  const result = await build({
    entryPoints: [entry],
    outfile: name,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

async function sources() {
  const out = { "app.css": await bundle("css/app.css", "app.css") };
  for (const file of (await readdir(".")).filter((f) => f.endsWith(".svg"))) out[file] = await readFile(file);
  for (const file of (await readdir("ts")).filter((f) => f.endsWith(".ts") && !f.endsWith(".d.ts"))) {
    const name = file.replace(/\.ts$/, ".js");
    out[name] = await bundle(path.join("ts", file), name);
  }
  return out;
}

async function empty() {
  await mkdir(dist, { recursive: true });
  for (const file of await readdir(dist)) {
    if (file !== ".keep") await rm(path.join(dist, file), { recursive: true });
  }
}

const files = await sources();
await empty();
const manifest = {};
for (const [name, content] of Object.entries(files)) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const { name: stem, ext } = path.parse(name);
  manifest[name] = `${stem}.${hash}${ext}`;
  const packed = gzipSync(content, { level: 9 });
  await writeFile(path.join(dist, manifest[name]), content);
  await writeFile(path.join(dist, `${manifest[name]}.gz`), packed);
  console.log(`${manifest[name].padEnd(34)} ${content.length.toString().padStart(7)}  gzip ${packed.length.toString().padStart(6)}`);
}
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
