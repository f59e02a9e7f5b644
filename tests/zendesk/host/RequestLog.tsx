import { useLayoutEffect, useRef, useState } from 'react';
import type { LoggedRequest } from './desk.ts';
import { clockTime } from './words.ts';

interface RequestLogProps {
  readonly entries: readonly LoggedRequest[];
  readonly onClear: () => void;
}

/** More rows than these make the page slow; the count above them is of all. */
const rowsShown = 300;

export function RequestLog({ entries, onClear }: RequestLogProps) {
  const [isOpen, setIsOpen] = useState(true);
  const [onlyChanges, setOnlyChanges] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = onlyChanges ? entries.filter((entry) => entry.method !== 'GET') : entries;
  const rows = wanted.slice(-rowsShown);
  const last = rows.at(-1)?.number;

  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [last, isOpen]);

  return (
    <section className="log" aria-label="API requests" data-open={isOpen}>
      <header>
        <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? '▾' : '▸'} API requests of the app
        </button>
        <span className="quiet figure">
          {entries.length}
          {rows.length < wanted.length ? `, the last ${rows.length} shown` : ''}
        </span>
        <span className="spring" />
        <label className="toggle">
          <input
            type="checkbox"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.target.checked)}
          />
          Only changes
        </label>
        <button type="button" onClick={onClear}>
          Clear
        </button>
      </header>
      {isOpen && (
        <div className="log-rows" ref={scroller} tabIndex={0} role="region" aria-label="Requests">
          <table>
            <tbody>
              {rows.map((entry) => (
                <tr key={entry.number} data-method={entry.method}>
                  <td className="figure quiet">{entry.number}</td>
                  <td className="figure quiet">{clockTime(entry.at)}</td>
                  <td className="method">{entry.method}</td>
                  <td className="path" title={entry.path}>
                    {readable(entry.path)}
                  </td>
                  <td className="figure" data-failed={entry.status === null || entry.status >= 400}>
                    {entry.status ?? '–'}
                  </td>
                  <td className="quiet">{entry.signedIn}</td>
                  <td className="changes">
                    {[
                      ...entry.changes,
                      ...(entry.remark === null ? [] : [`(${entry.remark})`]),
                    ].join(' · ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length === 0 && (
            <p className="quiet">
              Nothing yet. Open a ticket, and what the app asks of Zendesk appears here.
            </p>
          )}
        </div>
      )}
    </section>
  );
}

/** A query without its escapes, to be read by people. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
