import { keyOfId } from '../../api/content/identity';

/**
 * A kind of value that the items of a run share, such as what is known about the calls of an agent. It carries the type
 * of the values.
 */
export class SharedKey<Value> {
	/** By run and name. Weak, so that the values are released after the run. */
	private readonly values = new WeakMap<object, Map<string, { readonly value: Value }>>();

	/**
	 * @param name distinguishes the values of a run, e.g. the ID of an agent, in any spelling
	 * @param make makes the value when the first item needs it
	 */
	valueIn(run: object, name: string, make: () => Value): Value {
		const values = this.values.get(run) ?? new Map<string, { readonly value: Value }>();
		this.values.set(run, values);
		const key = keyOfId(name);
		const known = values.get(key) ?? { value: make() };
		values.set(key, known);
		return known.value;
	}
}
