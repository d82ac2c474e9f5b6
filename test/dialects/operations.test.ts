import type { IDataObject } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import type { Case } from '../../tools/operations/documented';
import { CASES } from '../../tools/operations/documented';
import { useSimulator } from '../support/servers/useSimulator';
import type { Documented } from './expected';
import { comparable, expectedOutput } from './expected';
import { dialectsIn, FORMS, MIXTURES } from './forms';
import { differsIn, responseIn, responseOf } from './responses';

const talkover = useSimulator();

/** Whether a documented response in this form is another one because of the dialect. */
function shows(form: string, dialect: string, operationId: string): boolean {
	const dialects = dialectsIn(form);
	const others = dialects.filter((name) => name !== dialect);
	return differsIn(dialects, operationId, others);
}

/**
 * The examples in the forms that show a dialect that no form before has shown for the example. The contract tests run all
 * examples with the responses of the reference.
 */
function casesInForms(): (Case & { readonly form: string })[] {
	const shown = new Set<string>();
	return [...MIXTURES, ...FORMS].flatMap((form) =>
		CASES.filter(({ name, example: { operationId } }) => {
			const dialects = dialectsIn(form)
				.filter((dialect) => !shown.has(`${name} ${dialect}`))
				.filter((dialect) => shows(form, dialect, operationId));
			for (const dialect of dialects) shown.add(`${name} ${dialect}`);
			return dialects.length > 0;
		}).map((tried) => ({ ...tried, form })),
	);
}

function documentedOf(form: string, tried: Case): Documented {
	const { operation } = responseOf(tried.example.operationId);
	// The output has the fields of calls as they are in the response.
	const ofCalls = dialectsIn(form).filter((name) => name.startsWith('call-'));
	const body = responseIn(ofCalls, tried.example.operationId).body as IDataObject;
	const { url = '' } =
		talkover().requests.find(({ operationId }) => operationId === operation.operationId) ?? {};
	const segments = url.replace('/api/v1', '').split('?')[0]?.split('/') ?? [];
	const ids = operation.path
		.split('/')
		.flatMap((segment, index) => (segment.startsWith('{') ? (segments[index] ?? []) : []));
	return { example: tried.example, operation, body, url, idInPath: ids.at(-1) };
}

/** The ID of a call in this form, for the operation that searches for it. */
async function idOfFirstCall(): Promise<string> {
	const first = { resource: 'call', operation: 'getMany', limit: 1 };
	return String(jsonOf(await runTalkover(talkover(), first))[0]?.id);
}

test.each(casesInForms())('$name works in the form $form', async ({ form, ...tried }) => {
	const { resource, operation, example } = tried;
	const { operationId, parameters } = example;
	const { status, body } = responseOf(operationId);
	talkover().speak(...dialectsIn(form));
	talkover().fail({ operationId, fault: { kind: 'documented', status } });
	const result = await runTalkover(talkover(), {
		resource,
		operation: operation.value,
		simplify: false,
		// As many as the documented page has, because more would request the next page.
		limit: Array.isArray(body.data) ? body.data.length : 50,
		...parameters,
		...(tried.name === 'call.get' ? { callId: await idOfFirstCall() } : {}),
	});

	expect(result.error).toBeUndefined();
	const output = comparable(form, talkover().withOwnIds(jsonOf(result)));
	expect(output).toEqual(comparable(form, expectedOutput(form, documentedOf(form, tried))));
});

test('every dialect of responses is in a mixture, in which the lists in the editor are read', () => {
	const single = FORMS.filter((form) => !MIXTURES.includes(form) && !form.startsWith('delivery-'));

	expect([...new Set(MIXTURES.flatMap(dialectsIn))].sort()).toEqual(single.sort());
});
