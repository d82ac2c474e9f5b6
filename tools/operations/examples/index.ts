import { action } from './action';
import { agent } from './agent';
import { autoTopup } from './autoTopup';
import { availability } from './availability';
import { calendar } from './calendar';
import { calendarEvent } from './calendarEvent';
import { calendarMember } from './calendarMember';
import { call } from './call';
import { callbackAgent } from './callbackAgent';
import { campaign } from './campaign';
import { flow } from './flow';
import { phoneNumber } from './phoneNumber';
import { sipTrunk } from './sipTrunk';
import { training } from './training';
import { voiceTemplate } from './voiceTemplate';
import { webhook } from './webhook';
import type { Examples, OperationExample } from './example';

/** Examples of every operation. */
export const EXAMPLES: Examples = {
	...action,
	...agent,
	...autoTopup,
	...availability,
	...calendar,
	...calendarEvent,
	...calendarMember,
	...call,
	...callbackAgent,
	...campaign,
	...flow,
	...phoneNumber,
	...sipTrunk,
	...training,
	...voiceTemplate,
	...webhook,
};

/** The operation of an example, as `resource.operation`. */
export function operationOfExample(key: string): string {
	return key.split(',')[0] ?? key;
}

/** The file for the examples of an operation. */
export function fileOfExamples(operation: string): string {
	return `tools/operations/examples/${operation.split('.', 1).join('')}.ts`;
}

/** The first example of an operation. @throws Error if there is none */
export function exampleOf(operation: string): OperationExample {
	const [, example] =
		Object.entries(EXAMPLES).find(([key]) => operationOfExample(key) === operation) ?? [];
	if (!example) throw new Error(`Add an example of ${operation} to ${fileOfExamples(operation)}`);
	return example;
}
