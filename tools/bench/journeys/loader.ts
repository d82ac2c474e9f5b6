import { readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';

import type { Entry } from './figures';
import { ENTER, instrumented } from './instrument';

const ROOT = path.join(__dirname, '../../..');
const PACKAGE = ['nodes', 'credentials'].map((folder) => path.join(ROOT, folder) + path.sep);

/** The functions of the package that were entered, in order. */
export const entries: Entry[] = [];

/** How Node loads modules, which its types leave out. */
interface Loading {
	readonly _extensions: Record<string, (module: Compiling, file: string) => void>;
}

interface Compiling {
	_compile(code: string, file: string): void;
}

/** Instruments the files of the package that are loaded from now on. */
function instrumentPackage(): void {
	Object.assign(globalThis, {
		[ENTER]: (file: string, position: number) => entries.push({ file, position }),
	});
	const { _extensions: extensions } = Module as unknown as Loading;
	const load = extensions['.ts'];
	extensions['.ts'] = (module, file) => {
		if (PACKAGE.some((folder) => file.startsWith(folder))) {
			const code = instrumented(readFileSync(file, 'utf8'), path.relative(ROOT, file));
			module._compile(code, file);
		} else load?.(module, file);
	};
}

instrumentPackage();
