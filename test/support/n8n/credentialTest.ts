import { RoutingNode } from 'n8n-core';

import { TalkoverApi } from '../../../credentials/TalkoverApi.credentials';
import { runStandIn } from './standInNode';

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
	const temp = {
		...{ displayName: 'Temp', name: 'temp', type: 'string' as const, default: '' },
		routing: { request: test.request },
	};
	await runStandIn(data, [temp], async function (node) {
		try {
			const output = (await new RoutingNode(this as never, node).runNode()) ?? [];
			outcome = judge(output[0]?.[0]?.json, test.rules ?? []) ?? outcome;
			return output;
		} catch (error) {
			outcome = { status: 'Error', message: messageOf(error, test.rules ?? []) };
			return [[]];
		}
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
