import type { PlayedService } from '../support/internet';
import { service } from '../support/service';

interface Order {
	readonly status: string;
	readonly postcode: string;
}

/**
 * A shop with orders, by their numbers. https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-an-order
 */
export function wooCommerce(
	key: { readonly consumerKey: string; readonly consumerSecret: string },
	orders: Readonly<Record<string, Order>>,
): PlayedService {
	const login = Buffer.from(`${key.consumerKey}:${key.consumerSecret}`).toString('base64');
	return service({
		host: 'shop.example.com',
		isAllowed: ({ headers }) => headers.authorization === `Basic ${login}`,
		routes: {
			'GET /wp-json/wc/v3/orders/*': (_request, id = '') => {
				const order = orders[id];
				if (!order) return undefined;
				const { status, postcode } = order;
				return { id: Number(id), number: id, status, billing: { first_name: 'Ana', postcode } };
			},
		},
	});
}
