import type { Handlers } from './handler';

export const webhooks: Handlers = {};
