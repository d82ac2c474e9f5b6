import type { IDataObject } from 'n8n-workflow';
import type { Operation } from 'openapi-backend';

import { isDeletion, isUpdate } from '../../tools/simulator/dialects/dialect';
import { mapObjects } from '../../tools/simulator/dialects/objects';
import { SHOWS, STATES } from '../../tools/simulator/dialects/values';
import type { OperationExample } from '../../tools/operations/examples/example';
import { deleted } from '../../tools/operations/examples/example';
import { withOwnerIds } from '../support/ownerIds';
import { dialectsIn } from './forms';

/** What the node says about a call that was made. */
const RUNNING = { outcome: 'running', placed: true, reason: null, retryable: false };

/** An example with its documented response. */
export interface Documented {
	readonly example: OperationExample;
	readonly operation: Operation;
	readonly body: IDataObject;
	/** The URL of the example's request. */
	readonly url: string;
	/** The last ID in the path of the example's request. */
	readonly idInPath: string | undefined;
}

type Speaks = (name: string) => boolean;

/** The output for an operation's documented response in the dialects of a form. */
export function expectedOutput(form: string, documented: Documented): IDataObject[] {
	const speaks: Speaks = (name) => dialectsIn(form).includes(name);
	const { operation } = documented;
	const isConfirmed = isDeletion(operation) || isUpdate(operation);
	const items =
		isConfirmed && (speaks('empty') || speaks('message'))
			? confirmed(documented, speaks('empty'))
			: read(documented, speaks);
	return withOwnerIds(items, operation, documented.url).map((item) => {
		const translated = speaks('portuguese') && 'message' in item;
		return {
			...(withStates(item, documented.operation, speaks) as IDataObject),
			...(translated ? { message: 'Operação concluída com sucesso.' } : {}),
		};
	});
}

/** POST requests that change the resource whose ID is in their path. */
const CHANGES = ['publishAgent', 'setAgentCallback', 'unpublishAgent'];

/** The output for a deletion or an update whose response doesn't contain the resource. */
function confirmed(
	{ example, operation, body, idInPath }: Documented,
	isEmpty: boolean,
): IDataObject[] {
	if (example.output === deleted) return [{ deleted: true }];
	const { operationId = '', method } = operation;
	const message = body.message ?? 'Updated successfully';
	const known = { success: true, ...(isEmpty ? {} : { message }) };
	const isThing = ['patch', 'put'].includes(method) || CHANGES.includes(operationId);
	const item = isThing ? { id: idInPath, ...known } : known;
	// The examples of these operations have the documented message.
	if (['cancelPhoneReleaseRequest', 'testWebhook'].includes(operationId)) return [item];
	return example.output?.(item) ?? [item];
}

/** The content of a response without its envelope. */
function read({ example, operation, body }: Documented, speaks: Speaks): IDataObject[] {
	const data = body.data ?? body;
	const plain = example.output?.(data) ?? (Array.isArray(data) ? data : [data]);
	const items = plain as IDataObject[];
	const [item = {}] = items;
	switch (operation.operationId) {
		case 'makeCall': {
			const { id, to = '+12125550123', ended, warning, ...more } = item;
			const waited = ended === undefined ? {} : { ended, warning };
			if (speaks('external')) {
				const url = expect.stringMatching(/^wss:/) as string;
				return [{ ...RUNNING, ...waited, id, to, status: 'external', websocket_url: url }];
			}
			const flat = { call_id: id, estimated_duration: 120 };
			return [{ id, to, ...waited, ...more, ...(speaks('quickstart') ? flat : {}) }];
		}
		// The response can't contain the campaign next to the call.
		case 'makeCampaignCall':
			return speaks('bare') ? [without(item, 'campaign')] : items;
		default:
			return items;
	}
}

function without(item: IDataObject, name: string): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([key]) => key !== name));
}

/** Fields whose expected values are matchers. */
const MATCHED = new Set(['mp3_url', 'websocket_url']);

function withStates(item: IDataObject, { operationId = '', path }: Operation, speaks: Speaks) {
	const inProgress = path.startsWith('/campaigns') ? 'in_progress' : 'in-progress';
	const change = (object: IDataObject): IDataObject => {
		const state = String(object.status);
		if (speaks('extra') && SHOWS.has(operationId)) {
			if ('current_status' in object) return { ...object, current_status: 'archived' };
			const outcome = 'ended' in object ? { outcome: 'unknown', ended: null } : {};
			if (state in STATES) return { ...object, status: STATES[state], ...outcome };
		}
		return speaks('quickstart') && state === 'answered'
			? { ...object, status: inProgress }
			: object;
	};
	return mapObjects(item, (object) => change(object as IDataObject), MATCHED);
}

/** Output without the fields that a form adds to each resource: unknown fields, and fields that aren't set. */
export function comparable(form: string, output: unknown): unknown {
	const speaks: Speaks = (name) => dialectsIn(form).includes(name);
	const isLeftOut = ([name, value]: readonly [string, unknown]) =>
		(speaks('extra') && ['request_id', 'x_internal'].includes(name)) ||
		(speaks('nulls') && (value === null || value === ''));
	return mapObjects(
		output,
		(object) => Object.fromEntries(Object.entries(object).filter((field) => !isLeftOut(field))),
		MATCHED,
	);
}
