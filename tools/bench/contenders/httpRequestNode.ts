import { createRequire } from 'node:module';
import path from 'node:path';

import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

const FILE = 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js';

/** n8n's own HTTP Request node, in the version that new workflows use. */
export function httpRequestNode(): { readonly type: INodeType; readonly version: number } {
	const load = createRequire(path.join(__dirname, '../../playground/package.json'));
	const { HttpRequest } = load(FILE) as { HttpRequest: new () => IVersionedNodeType };
	const node = new HttpRequest();
	return { type: node.getNodeType(), version: node.currentVersion };
}
