import type { Documented } from '../../api/contract/documented';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';

const settings: Shape<Documented<'AutoTopupSettings'>> = object;

export const getSettings = operation({
	value: 'getSettings',
	name: 'Get Settings',
	action: 'Get the auto top up settings',
	description: 'Retrieve the balance, amount and limit of the auto top-up',
	fields: [],
	request: () => ({ endpoint: 'getAutoTopupSettings', path: ['auto-topup', 'settings'] }),
	data: settings,
	simplify: [
		'is_enabled',
		'threshold_amount',
		'recharge_amount',
		'scheduled_payment_enabled',
		'scheduled_amount',
		'day_of_month',
		'daily_limit',
		'recharge_count_today',
		'last_recharge_at',
		'currency',
	],
});
