// Adds the documentation and the article to the built lab: `node scripts/run.mjs scripts/site/build-site.ts`, after the builds
// of the lab and of the element. Everything is made from the code and its records; nothing is kept between two builds.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocGroup, layOut } from './doc-page.ts';
import { apiPages } from './pages/api-pages.ts';
import { boardApiPage } from './pages/board-api-page.ts';
import { commandLinePage } from './pages/command-line-page.ts';
import { factsPages } from './pages/facts-pages.ts';
import { indexPage } from './pages/index-page.ts';
import { kernelsPage } from './pages/kernels-page.ts';
import {
  architecturePage,
  contributingPage,
  decisionPages,
  methodologyPage,
  packagePage,
} from './pages/markdown-pages.ts';
import { modelsPage } from './pages/models-page.ts';
import { postPage } from './post/post-page.ts';

/** @param args the folder of the built lab; dist/page when left out. */
export async function main([folder = 'dist/page']: readonly string[]): Promise<void> {
  writeDocs(join(folder, 'docs'), await docGroups());
  await writePost(folder);
}

async function docGroups(): Promise<readonly DocGroup[]> {
  const [element, ...entries] = apiPages();
  const groups: readonly DocGroup[] = [
    {
      title: 'Using it',
      pages: [...(element === undefined ? [] : [element]), commandLinePage(), boardApiPage()],
    },
    { title: 'The package', pages: [packagePage(), ...entries] },
    {
      title: 'What it knows',
      pages: [methodologyPage(), kernelsPage(), modelsPage(), ...(await factsPages())],
    },
    {
      title: 'How it is built',
      pages: [architecturePage(), contributingPage(), ...decisionPages()],
    },
  ];
  return [{ title: 'Begin here', pages: [indexPage(groups)] }, ...groups];
}

function writeDocs(folder: string, groups: readonly DocGroup[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const page of groups.flatMap(({ pages }) => pages)) {
    writeFileSync(join(folder, `${page.name}.html`), layOut(page, groups));
  }
  const tokens = readFileSync('src/ui/styles/tokens.css', 'utf8');
  writeFileSync(join(folder, 'site.css'), tokens + readFileSync('scripts/site/site.css', 'utf8'));
}

async function writePost(folder: string): Promise<void> {
  const place = join(folder, 'post');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'index.html'), await postPage(folder));
  cpSync('scripts/site/post/post.css', join(place, 'post.css'));
}
