import { RoutingNode } from 'n8n-core';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { TalkoverApi } from '../../../credentials/TalkoverApi.credentials';
import { runWorkflow } from '../../../harness/workflow';

export interface TestOutcome {
	readonly status: 'Error' | 'OK';
	readonly message: string;
}

/**
 * The result of a test on the credential screen. Follows `runRequestTest` of n8n's
 * `credentials-tester.service.ts`: the credential's `test` runs as a declarative node, and its rules are
 * selected by the status of the response.
 */
export async function testCredential(data: {
	apiToken: string;
	baseUrl: string;
}): Promise<TestOutcome> {
	const { test } = new TalkoverApi();
	let outcome: TestOutcome = { status: 'OK', message: 'Connection successful!' };
	const tester: INodeType = {
		description: {
			displayName: 'Credential Test',
			name: 'credentialTest',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'Credential Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'talkoverApi', required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
		async execute(this: IExecuteFunctions) {
			try {
				const output = (await new RoutingNode(this as never, tester).runNode()) ?? [];
				outcome = judge(output[0]?.[0]?.json, test.rules ?? []) ?? outcome;
				return output;
			} catch (error) {
				outcome = { status: 'Error', message: messageOf(error, test.rules ?? []) };
				return [[]];
			}
		},
	};
	await runWorkflow({
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Test', type: 'test.credential' },
			],
			connections: { Trigger: { main: [[{ node: 'Test', type: 'main', index: 0 }]] } },
		},
		credential: data,
		types: { 'test.credential': tester },
	});
	return outcome;
}

type Rules = NonNullable<TalkoverApi['test']['rules']>;

/** Works like lodash's `get`, which also returns inherited properties of a string. */
function valueOf(json: unknown, key: string): unknown {
	return key
		.split('.')
		.reduce((value: unknown, name) => Reflect.get(Object(value) as object, name) as unknown, json);
}

function judge(json: unknown, rules: Rules): TestOutcome | undefined {
	for (const { type, properties } of rules) {
		if (type === 'responseSuccessBody' && valueOf(json, properties.key) === properties.value) {
			return { status: 'Error', message: properties.message };
		}
	}
	return undefined;
}

interface RequestError extends Error {
	readonly cause?: {
		readonly code?: string;
		readonly response?: { readonly status: number; readonly statusText?: string };
	};
}

function messageOf(error: unknown, rules: Rules): string {
	const { cause, message } = error as RequestError;
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	for (const { type, properties } of rules) {
		if (type === 'responseCode' && properties.value === status) return properties.message;
	}
	return statusText ?? `Received HTTP status code: ${status}`;
}
