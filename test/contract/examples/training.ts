import type { Examples } from './example';

export const training: Examples = {};
