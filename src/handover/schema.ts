export const schemaDraft = 'https://json-schema.org/draft/2020-12/schema';

/** JSON Schema, draft 2020-12, as far as the pack uses it. */
export interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string | number;
  readonly enum?: readonly (string | null)[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
}

export const nullable = (schema: Schema): Schema => ({
  ...schema,
  ...(typeof schema.type === 'string' && { type: [schema.type, 'null'] }),
  ...(schema.enum && { enum: [...schema.enum, null] }),
  description: `${schema.description ?? ''} Null where Zendesk did not say or there is none.`,
});
export const text = (description: string): Schema => ({ description, type: 'string' });
export const id = (description: string): Schema => ({ description, type: 'integer' });
export const count = (description: string): Schema => ({ description, type: 'integer' });
export const flag = (description: string): Schema => ({ description, type: 'boolean' });
export const instant = (description: string): Schema => ({
  description: `${description} ISO 8601, in UTC.`,
  type: 'string',
  format: 'date-time',
});
export const seconds = (description: string): Schema => ({
  description: `${description} In seconds.`,
  type: 'number',
});
export const oneOf = (description: string, ...values: readonly string[]): Schema => ({
  description,
  type: 'string',
  enum: values,
});
export const list = (description: string, items: Schema): Schema => ({
  description,
  type: 'array',
  items,
});
export const record = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
): Schema => ({
  description,
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
