// The steps of `npm run build`. What each one does is in scripts/build/.
require('tsx/cjs');

const { parallel, series } = require('gulp');

const { bundle, licenses, numbers } = require('./scripts/build/bundles.ts');
const { writeEntryPoints } = require('./scripts/build/entryPoints.ts');
const { loadTime, size } = require('./scripts/build/figures.ts');
const { clean, codex, icons, previews } = require('./scripts/build/files.ts');

exports.default = series(
	clean,
	parallel(bundle, numbers, writeEntryPoints, icons, codex, previews),
	licenses,
	size,
	loadTime,
);
