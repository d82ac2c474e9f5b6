import type { PlayedService, Route, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

interface Order {
	readonly status: string;
	readonly postcode: string;
}

/** A shop with orders. https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-an-order */
export class WooCommerce implements PlayedService {
	readonly hosts = ['shop.example.com'];

	private readonly routes: readonly Route[] = [
		['GET', /^\/wp-json\/wc\/v3\/orders\/(\d+)$/, (_request, id = '') => this.order(Number(id))],
	];
	private readonly authorization: string;

	/** @param orders by their numbers */
	constructor(
		key: { readonly consumerKey: string; readonly consumerSecret: string },
		private readonly orders: Readonly<Record<number, Order>>,
	) {
		const login = `${key.consumerKey}:${key.consumerSecret}`;
		this.authorization = `Basic ${Buffer.from(login).toString('base64')}`;
	}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		if (request.headers.authorization !== this.authorization) {
			return failure(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.');
		}
		return route(this.routes, request);
	}

	private order(id: number): ServiceResponse {
		const order = this.orders[id];
		if (!order) return failure(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
		const { status, postcode } = order;
		return {
			json: {
				id,
				parent_id: 0,
				number: String(id),
				status,
				currency: 'USD',
				date_created: '2026-01-15T10:30:00',
				total: '49.90',
				billing: { first_name: 'Ana', last_name: 'Lima', postcode, country: 'US' },
				line_items: [{ id: 1, name: 'Desk lamp', quantity: 1 }],
			},
		};
	}
}

function failure(status: number, code: string, message: string): ServiceResponse {
	return { status, json: { code, message, data: { status } } };
}
