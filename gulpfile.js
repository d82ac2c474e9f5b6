// The steps of `npm run build`. What each one does is in tools/scripts/build/.
require('tsx/cjs');

const { parallel, series } = require('gulp');

const { bundle, licenses, numbers } = require('./tools/scripts/build/bundles.ts');
const { writeEntryPoints } = require('./tools/scripts/build/entryPoints.ts');
const { loadTime, size } = require('./tools/scripts/build/figures.ts');
const { clean, codex, icons, previews } = require('./tools/scripts/build/files.ts');

exports.default = series(
	clean,
	parallel(bundle, numbers, writeEntryPoints, icons, codex, previews),
	licenses,
	size,
	loadTime,
);
