import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

test.each(['SECURITY.md', 'CONTRIBUTING.md', 'README.md'])(
	'every file that %s links to exists',
	(document) => {
		const text = readFileSync(path.join(ROOT, document), 'utf8');
		const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file = '']) => file);

		expect(linked.length).toBeGreaterThan(5);
		expect(linked.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
	},
);
