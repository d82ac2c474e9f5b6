import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { filtersOf } from '../../parameters/groups';
import { choice, text, toggle } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';

const filters = filtersOf([
	toggle({
		displayName: 'Has Voice',
		name: 'hasVoice',
		default: true,
		description: 'Whether the numbers can be used for calls',
	}),
	toggle({
		displayName: 'Has WhatsApp',
		name: 'hasWhatsapp',
		default: true,
		description: 'Whether the numbers can be used with WhatsApp',
	}),
	text({ displayName: 'Search', name: 'search', description: 'Part of the number or the ID' }),
	choice({
		displayName: 'Type',
		name: 'type',
		default: 'voice',
		description: 'The type of the numbers',
		options: [
			{ name: 'Fax', value: 'fax' },
			{ name: 'MMS', value: 'mms' },
			{ name: 'SMS', value: 'sms' },
			{ name: 'Voice', value: 'voice' },
			{ name: 'WhatsApp', value: 'whatsapp' },
		],
	}),
]);

const numberList: Shape<Documented<'PhoneNumber'>[]> = list;

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many phone numbers',
	description: 'Retrieve a list of the phone numbers with their prices',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		endpoint: 'listPhoneNumbers',
		path: ['phone-numbers'],
		query: requestFields('ListPhoneNumbersQuery', chosen),
	}),
	isList: true,
	data: numberList,
	simplify: [
		'id',
		'number',
		'international_number',
		'country_code',
		'type',
		'has_voice',
		'current_status',
		'current_price',
		'currency',
		'renewal_date',
	],
});
