import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TALKOVER_NODE } from '../../../tools/harness/node';
import { nodeTypes } from '../../../tools/harness/nodeTypes';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { inPanel } from '../../support/calls/inPanel';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const { description } = nodeTypes().getByNameAndVersion(TALKOVER_NODE.type);

const PHONE = '+12125001000';
const OPERATIONS = ['check', 'make', 'makeAndWait', 'makeForCampaign'].map((operation) => ({
	...{ resource: 'call', operation, phone: PHONE, waitAtMost: 0 },
	agentId: chosen(SEED.salesAgentId),
	campaignId: chosen(SEED.activeCampaignId),
}));

/** Options that decide about no call: what it says, what the output has, and what a check needs. */
const NO_RULES = ['agentId', 'contextJson', 'includeInputFields', 'resendUnknown', 'variablesJson'];

/** A field of a rule, or a rule that is a single field. */
interface RuleField {
	readonly operation: (typeof OPERATIONS)[number];
	readonly label: string;
	/** The collection with a value for the field. */
	readonly added: (value: NodeParameterValueType) => INodeParameters;
}

/** The parameters in a collection, or the groups of a fixed one. */
function optionsIn({ options = [] }: INodeProperties): INodeProperties[] {
	return options as INodeProperties[];
}

function rulesOf(operation: (typeof OPERATIONS)[number]): INodeProperties[] {
	return description.properties
		.filter(({ name }) => ['options', 'rules'].includes(name))
		.filter((each) => NodeHelpers.displayParameter(operation, each, TALKOVER_NODE, description))
		.flatMap(optionsIn)
		.filter(({ name }) => !NO_RULES.includes(name))
		.filter(({ displayOptions: { show = {} } = {} }) => {
			if (show['@tool']) return false;
			const { '/operation': shownFor = [operation.operation] } = show;
			return shownFor.some((name) => name === operation.operation);
		});
}

const SECTIONS = OPERATIONS.flatMap((operation) =>
	rulesOf(operation)
		.filter(({ type }) => type === 'fixedCollection')
		.map((rule) => [operation.operation, rule.displayName, { operation, rule }] as const),
);

const FIELDS = OPERATIONS.flatMap((operation) =>
	rulesOf(operation).flatMap((rule): RuleField[] => {
		const { name, displayName: label, type } = rule;
		if (type !== 'fixedCollection') {
			return [{ operation, label, added: (value) => inPanel({ [name]: value }) }];
		}
		return (rule.options as { name: string; values: INodeProperties[] }[]).flatMap((group) =>
			group.values.map((field) => ({
				operation,
				label: `${label}, ${field.displayName}`,
				added: (value) => inPanel({ [name]: { [group.name]: { [field.name]: value } } }),
			})),
		);
	}),
).map((field) => [field.operation.operation, field.label, field] as const);

const BLANK = ['', '={{ undefined }}', '={{ null }}', "={{ '  ' }}"];

test('the description has the fields of all rules', () => {
	const labels = FIELDS.map(([operation, label]) => `${operation}: ${label}`);

	expect(labels).toEqual(
		expect.arrayContaining(['check: Calling Hours, From', 'make: Do Not Call']),
	);
	expect(labels).toContain('makeAndWait: Max Concurrent Calls');
	expect(labels).not.toContain('make: Max Concurrent Calls');
	expect(labels.length).toBeGreaterThan(50);
});

test.each(FIELDS)(
	'%s with a blank value of %s fails and sends nothing',
	async (_name, label, field) => {
		for (const value of BLANK) {
			const result = await runTalkover(talkover(), { ...field.operation, ...field.added(value) });

			const { message, lines } = shownError(result);
			expect([value, ...[message, ...lines].filter((line) => line.includes(label))]).toEqual([
				value,
				expect.stringContaining(`${label}: has no value`),
			]);
		}
		expect(talkover().requests).toEqual([]);
	},
);

test.each(SECTIONS)(
	'%s with %s without any content fails',
	async (_name, label, { operation, rule }) => {
		for (const value of [{}, "={{ '' }}"]) {
			const rules = { [rule.name]: value };
			const result = await runTalkover(talkover(), { ...operation, rules });

			expect(shownError(result).message).toContain(`${label}: has no value`);
		}
		expect(talkover().requests).toEqual([]);
	},
);

test.each(SECTIONS)(
	'%s with %s has its defaults where nothing is stored',
	async (_name, _label, chosenRule) => {
		const { operation, rule } = chosenRule;
		const noon = Date.UTC(2026, 0, 5, 17);
		jest.spyOn(Date, 'now').mockReturnValue(noon);
		const [group] = rule.options as { name: string }[];
		const options = { agentId: SEED.salesAgentId };
		const rules = { skipIfActive: false, [rule.name]: { [group?.name ?? '']: {} } };

		const result = await runTalkover(talkover(), { ...operation, rules, options });

		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([expect.objectContaining({ reason: null })]);
	},
);

test.each(OPERATIONS)(
	'a blank Default Country of $operation means that there is none',
	async (operation) => {
		for (const value of BLANK) {
			const country = { ...operation, defaultCountry: { ...chosen(''), value } };
			const rules = { skipIfActive: false };
			const phone = '(212) 500-1000';
			const national = await runTalkover(talkover(), { ...country, phone, rules });

			const said = [
				shownError(national).message,
				...jsonOf(national).map(({ message }) => message),
			];
			expect(said.join()).toContain('has no country code');
		}
		expect(talkover().requests).toEqual([]);
	},
);
