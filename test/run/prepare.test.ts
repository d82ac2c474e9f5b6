import type { IExecuteFunctions } from 'n8n-workflow';

import { operation } from '../../nodes/Talkover/operation/operation';
import { object } from '../../nodes/Talkover/operation/answers/shapes';
import { text } from '../../nodes/Talkover/parameters/scalars';
import { prepareItems } from '../../nodes/Talkover/run/prepare';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';
import { ok } from '../../nodes/Talkover/base/result';

test('a value that makes a parameter throw fails only its item', async () => {
	const name = text({ displayName: 'Name', name: 'name' });
	const values = ['Ana', 'odd', 'Ben'];
	const greet = operation({
		value: 'greet',
		name: 'Greet',
		action: 'Greet somebody',
		description: 'Greet somebody',
		fields: [name],
		request: (entered) => {
			if (entered.name === 'odd') throw new RangeError('Invalid time value');
			return { endpoint: 'getAgent', path: ['agents', entered.name ?? ''] };
		},
		data: object,
	});
	const context = {
		getExecutionCancelSignal: () => undefined,
		getInputData: () => values,
		getNode: () => ({ parameters: {} }),
		getNodeParameter: (_name: string, item: number) => values[item],
		getTimezone: () => 'UTC',
	} as unknown as IExecuteFunctions;

	const requestFor = (name: string) => ({ endpoint: 'getAgent', path: ['agents', name] });
	const prepared = await prepareItems(context, greet, {});

	expect(prepared).toEqual([
		ok({ job: expect.objectContaining({ request: requestFor('Ana') }) }),
		withFaults([{ text: 'Invalid time value' }]),
		ok({ job: expect.objectContaining({ request: requestFor('Ben') }) }),
	]);
});
