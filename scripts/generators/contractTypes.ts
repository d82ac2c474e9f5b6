import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { SchemaObject } from 'openapi-typescript';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../..');

/** The types of the objects in the contract, next to the code that reads responses. */
export const CONTRACT_TYPES = 'nodes/Talkover/api/contract/contract.d.ts';

interface Contract {
	readonly openapi: string;
	readonly components: { readonly schemas: Record<string, SchemaObject> };
}

/**
 * The types of the contract's named schemas, as the content of {@link CONTRACT_TYPES}. Without its operations, which
 * are ten times as long and checked by the simulator.
 */
export async function contractTypes(): Promise<string> {
	const file = readFileSync(path.join(ROOT, 'simulator/openapi.yaml'), 'utf8');
	const { openapi, components } = parse(file) as Contract;
	const types = await openapiTS(
		{
			openapi,
			info: { title: 'Schemas', version: '1' },
			paths: {},
			components: { schemas: components.schemas },
		},
		{ alphabetize: true },
	);
	const text = astToString(types, { formatOptions: { removeComments: true } });
	return `// Generated from simulator/openapi.yaml by "npm run generate".\n${text}`;
}
