import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { MP3 } from '../../simulator/files';
import { SEED } from '../../simulator/state';
import { GET_DEMO } from '../support/n8n/getDemo';
import { searchList } from '../support/n8n/lists';
import { jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { BLANK, chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

async function getMany(more: INodeParameters = {}) {
	const parameters = { resource: 'voiceTemplate', operation: 'getMany', returnAll: true };
	return runTalkover(talkover(), { ...parameters, ...more });
}

const namesOf = (items: IDataObject[]) => items.map(({ display_name: name }) => name);

/** The requests for files, which are outside the API. */
const downloads = () => talkover().requests.filter(({ url }) => !url.startsWith('/api/v1/'));

test('Get Many returns one item per voice, each with the name of its group', async () => {
	const voices = jsonOf(await getMany());

	expect(namesOf(voices)).toEqual(['Bianca', 'Bianca', 'Amy', 'Brian']);
	expect(voices[1]).toEqual({
		display_name: 'Bianca',
		id: 'voice-template-uuid-2',
		name: 'Bianca',
		gender: 'female',
		language: 'pt-BR',
		quality_tier: 'pro',
		cost: '0.16',
	});
});

test.each([
	[{ language: 'pt-BR' }, 'language=pt-BR', ['Bianca', 'Bianca']],
	[{ qualityTier: 'pro' }, 'quality_tier=pro', ['Bianca']],
	[{ gender: 'male' }, 'gender=male', ['Brian']],
	[{ gender: 'male', qualityTier: 'basic' }, 'gender=male&quality_tier=basic', []],
])('the filters %j are sent as %s and return the voices %j', async (filters, query, names) => {
	const result = await getMany({ filters });

	expect(namesOf(jsonOf(result))).toEqual(names);
	expect(talkover().requests[0]?.url).toBe(`/api/v1/voice-templates?${query}`);
});

test('the limit counts voices, not groups', async () => {
	expect(namesOf(jsonOf(await getMany({ returnAll: false, limit: 3 })))).toEqual([
		'Bianca',
		'Bianca',
		'Amy',
	]);
});

test('a language that Talkover rejects is reported with the label of its field', async () => {
	expect(shownError(await getMany({ filters: { language: 'tlh' } })).message).toBe(
		'Talkover rejected the request (HTTP 422) – Language: The selected language is invalid.',
	);
});

test.each([[{ display_name: 'Amy' }], [{ display_name: 'Amy', voices: ['Amy'] }], ['Amy']])(
	'a response with the group %j is an error',
	async (group) => {
		const body = { success: true, data: [{ display_name: 'None', voices: [] }, group] };
		talkover().fail({ fault: { kind: 'answer', status: 200, body } });

		expect(shownError(await getMany()).message).toContain(
			"This node can't read Talkover's response (HTTP 200) – The response begins with: ",
		);
	},
);

test('the demo of a voice is returned as an MP3 file that is downloaded without the API token', async () => {
	const result = await runTalkover(talkover(), GET_DEMO);

	expect(result.error).toBeUndefined();
	const [item] = result.output('Talkover')[0] ?? [];
	const file = item?.binary?.data;
	if (!file) throw new Error('There is no file');
	expect(file).toMatchObject({ mimeType: 'audio/mpeg', fileName: 'voice-demo.mp3' });
	expect((await Container.get(BinaryDataService).getAsBuffer(file)).equals(MP3)).toBe(true);
	const path = `/storage/demo-audio/${SEED.voiceTemplateId}.mp3`;
	expect(item.json).toEqual({ mp3_url: `${new URL(talkover().url).origin}${path}` });
	expect(talkover().requests.map(({ url }) => url)).toEqual([
		`/api/v1/voice-templates/${SEED.voiceTemplateId}/demo`,
		path,
	]);
	expect(talkover().requests[0]?.headers.authorization).toBe(`Bearer ${talkover().token}`);
	const headers = downloads()[0]?.headers;
	expect(JSON.stringify(headers)).not.toContain(talkover().token);
	expect(headers).not.toHaveProperty('authorization');
});

test.each([404, 403, 500])(
	'a download that fails with status %i reports the status and is not retried',
	async (status) => {
		const when = ({ url }: { readonly url: string }) => url.startsWith('/storage/');
		talkover().fail({ when, fault: { kind: 'answer', status, body: 'Gone' } });

		const { message, lines } = shownError(await runTalkover(talkover(), GET_DEMO));

		expect(message).toBe(`The file couldn't be downloaded (HTTP ${status})`);
		expect(lines).toEqual(['Run it again to get a new link: file links expire after a short time']);
		expect(downloads()).toHaveLength(1);
	},
);

test('an expired link of one item does not stop the other items', async () => {
	const when = ({ url }: { readonly url: string }) => url.startsWith('/storage/');
	talkover().fail({ when, times: 1, fault: { kind: 'answer', status: 403, body: 'Expired' } });
	const parameters = { ...GET_DEMO, options: { maxConcurrency: 1 } };
	const settings = { onError: 'continueRegularOutput' } as const;

	const result = await runTalkover(talkover(), parameters, { items: [{}, {}], settings });

	const [first, second] = result.output('Talkover')[0] ?? [];
	expect(first?.json.message).toBe("The file couldn't be downloaded (HTTP 403)");
	expect(first?.binary).toBeUndefined();
	expect(second?.binary?.data?.mimeType).toBe('audio/mpeg');
});

test('a response without a link is an error', async () => {
	talkover().fail({ fault: { kind: 'answer', status: 200, body: { sample: 'x' } } });

	expect(shownError(await runTalkover(talkover(), GET_DEMO)).message).toContain(
		"This node can't read Talkover's response",
	);
});

test.each([
	[
		'nobody',
		"Talkover couldn't find the requested resource (HTTP 404) – Voice template not found",
		1,
	],
	[BLANK, 'Invalid input – Voice Template: is required: choose a voice', 0],
])('the demo of the voice %p fails with "%s" after %i requests', async (value, message, sent) => {
	const voiceTemplateId = chosen(value);

	const shown = shownError(await runTalkover(talkover(), { ...GET_DEMO, voiceTemplateId }));

	expect(shown.message).toContain(message);
	expect(talkover().requests).toHaveLength(sent);
});

test('a demo that cannot be generated fails with the message of Talkover', async () => {
	talkover().fail({
		operationId: 'generateVoiceDemo',
		fault: { kind: 'documented', status: 500 },
	});

	const result = await runTalkover(talkover(), { ...GET_DEMO, options: { maxRetries: 0 } });

	expect(shownError(result).message).toBe(
		"Talkover couldn't complete the request (HTTP 500) – Failed to generate demo audio",
	);
});

test('the list of voices shows language, gender and tier, and can be searched by each of them', async () => {
	const search = (filter?: string) => searchList(talkover(), 'searchVoiceTemplates', {}, filter);

	const all = await search();
	expect(all).toHaveLength(4);
	expect(all[1]).toEqual({
		name: 'Bianca (pt-BR, female, pro)',
		value: 'voice-template-uuid-2',
		description: '0.16 USD per minute',
	});
	expect((await search('EN-us, male')).map(({ value }) => value)).toEqual([
		'voice-template-uuid-4',
	]);
});
