import type { IDataObject, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { resetModuleState } from '../../../nodes/Talkover/account/moduleState';
import { fieldsOf } from '../../../nodes/Talkover/operation/resource';
import { toolDescription } from '../../../nodes/Talkover/operation/panel/tool';
import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { openContract } from '../../../tools/simulator/contract';
import { runTalkover } from '../../../tools/harness/talkoverNode';
import { callTool, fromAi } from '../../support/n8n/tool';
import { useSimulator } from '../../support/servers/useSimulator';
import { CASES, OPERATIONS, successStatus } from '../../../tools/operations/documented';

const talkover = useSimulator();

const contract = openContract();

/** The same parameters as expressions for the model, and the values that the model provides. */
function leftToModel(
	parameters: INodeParameters,
	forUsers: ReadonlySet<string>,
): { readonly asked: INodeParameters; readonly said: IDataObject } {
	const said: IDataObject = {};
	const ask = (value: unknown, path: readonly string[]): NodeParameterValueType => {
		const [last = ''] = path.slice(-1);
		if (last === '__rl' || last === 'mode' || forUsers.has(last)) return value as string;
		const isRows = Array.isArray(value) && value.some((row) => typeof row === 'object');
		if (isRows) return value.map((row, index) => ask(row, [...path, String(index)])) as never;
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
			const inner = Object.entries(value).map(([name, each]) => [name, ask(each, [...path, name])]);
			return Object.fromEntries(inner) as INodeParameters;
		}
		const key = path.join('_');
		said[key] = value as IDataObject;
		return fromAi(key, typeOf(value));
	};
	return { asked: ask(parameters, []) as INodeParameters, said };
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'json';
	return typeof value === 'object' ? 'json' : typeof value;
}

describe.each(CASES)('$name works as a tool', ({ resource, operation, example }) => {
	test('an AI agent can fill in every parameter, and the request stays the same', async () => {
		const { operationId, parameters } = example;
		const chosen = { resource, operation: operation.value };
		const status = successStatus(contract, operationId);
		talkover().fail({ operationId, fault: { kind: 'documented', status } });
		const sent = () => talkover().requests.map(({ method, url, body }) => ({ method, url, body }));
		// One element of a list is enough. With more, the next page would be requested.
		const plain = await runTalkover(talkover(), { ...chosen, limit: 1, ...parameters });
		const expected = sent();
		expect(plain.error).toBeUndefined();
		// Otherwise, the same call by another execution would be a duplicate.
		resetModuleState();

		const limits = operation.options.filter(({ byUser }) => byUser).map(({ name }) => name);
		const { asked, said } = leftToModel(parameters, new Set(limits));
		const outcome = await callTool(talkover(), { ...chosen, limit: 1, ...asked }, said);

		expect(outcome.error).toBeUndefined();
		expect(new Set(outcome.json.parameters as string[])).toEqual(new Set(Object.keys(said)));
		expect(sent().slice(expected.length)).toEqual(expected);
		const ofNode = toolDescription(operation).default;
		const ofN8n = `${operation.action} in Talkover`;
		expect(outcome.json.description).toBe(ofNode === '' ? ofN8n : ofNode);
	});
});

const { description } = new Talkover();

const LISTS = OPERATIONS.filter(({ operation }) =>
	fieldsOf(operation).some(({ name }) => name === 'limit'),
);

test.each(LISTS)(
	"$key gives a model 10 entries at most, and a workflow 50, unless the user sets 'Limit'",
	({ resource, operation: { value: operation } }) => {
		const limitIn = (name: string, more: INodeParameters = {}) => {
			const type = { ...description, name };
			const stored = { resource, operation, ...more };
			const node = { typeVersion: 1 };
			const { properties } = description;
			return NodeHelpers.getNodeParameters(properties, stored, true, false, node, type)?.limit;
		};

		expect(limitIn('talkover')).toBe(50);
		expect(limitIn('talkoverTool')).toBe(10);
		expect(limitIn('talkoverTool', { limit: 25 })).toBe(25);
	},
);

test("a tool that lists calls requests 10 if the user doesn't set 'Limit'", async () => {
	const outcome = await callTool(talkover(), { resource: 'call', operation: 'getMany' }, {});

	expect(outcome.error).toBeUndefined();
	const [request] = talkover().requests;
	expect(new URL(request?.url ?? '', talkover().url).searchParams.get('per_page')).toBe('10');
});
