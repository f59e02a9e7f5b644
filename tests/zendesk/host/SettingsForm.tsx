import type { FormEvent } from 'react';
import type { AppParameter, AppSettings } from './desk.ts';
import { deskActs } from './deskReads.ts';

interface SettingsFormProps {
  readonly parameters: readonly AppParameter[];
  readonly settings: AppSettings;
}

/** What stands in Admin Center in the product: the settings of the installed app. */
export function SettingsForm({ parameters, settings }: SettingsFormProps) {
  if (parameters.length === 0) return null;
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const filled = parameters.flatMap(({ name }) => {
      const value = given.get(name);
      return typeof value === 'string' && value.trim() !== '' ? [[name, value] as const] : [];
    });
    // A frame hears its settings when it registers: the page loads again.
    void deskActs.changeSettings(Object.fromEntries(filled)).then(() => location.reload());
  };
  return (
    <details className="settings">
      <summary>App settings</summary>
      <form onSubmit={save}>
        {parameters.map(({ name, type, label, help }) => (
          <label key={name} title={help}>
            {label}
            {type === 'multiline' ? (
              <textarea name={name} rows={3} defaultValue={settings[name]} />
            ) : (
              <input name={name} defaultValue={settings[name]} />
            )}
          </label>
        ))}
        <button type="submit">Save settings</button>
      </form>
    </details>
  );
}
