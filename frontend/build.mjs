// Compiles our scss and js, with the design systems they stand on, into ../static.
// Run `npm ci && npm run build` here, look at the result, and commit ../static.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");

// Only what our stylesheet points at: the crown, the crest and the MOJ icons stay behind.
const MOJ_IMAGES = [
  "icon-close-cross-black.svg",
  "icon-document.svg",
  "icon-progress-tick.svg",
  "icon-tag-remove-cross.svg",
  "icon-tag-remove-cross-white.svg",
  "icon-toggle-plus-minus.svg",
];

// The royal crest is not ours to show; the rich-text editor is not used.
const UNUSED_IMAGES = /url\(["']?\.\/images\/(govuk-crest|icon-wysiwyg-)[^)]*\)/g;

async function styles() {
  const { css } = sass.compile(join(here, "scss", "app.scss"), {
    loadPaths: [here, join(here, "node_modules")],
    style: "compressed",
    sourceMap: false,
    quietDeps: true,
  });
  // Upstream partials end in comments that name maps we do not ship; the manifest storage would look for them.
  const bare = css.replace(/\/\*# sourceMappingURL=.*?\*\//g, "").replace(UNUSED_IMAGES, "none");
  const wanted = [...bare.matchAll(/url\(["']?\.\/images\/([^"')]+)/g)].map((match) => match[1]);
  const missing = wanted.filter((name) => !MOJ_IMAGES.includes(name));
  if (missing.length) throw new Error(`The stylesheet wants images that are not copied: ${missing.join(", ")}`);
  await writeFile(join(out, "app.css"), bare);
}

async function scripts() {
  await esbuild.build({
    entryPoints: [join(here, "js", "app.js")],
    outfile: join(out, "app.js"),
    bundle: true,
    format: "esm",
    target: "es2020",
    minify: true,
    legalComments: "none",
  });
  const js = await readFile(join(out, "app.js"), "utf8");
  await writeFile(join(out, "app.js"), js.replace(/\n?\/\/# sourceMappingURL=.*\n?/g, "\n"));
}

async function images() {
  await mkdir(join(out, "images"), { recursive: true });
  const from = join(here, "node_modules", "@ministryofjustice", "frontend", "moj", "assets", "images");
  await Promise.all(MOJ_IMAGES.map((name) => cp(join(from, name), join(out, "images", name))));
}

await Promise.all([styles(), scripts(), images()]);
