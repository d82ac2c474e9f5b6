import type { Examples } from './example';

export const webhook: Examples = {};
