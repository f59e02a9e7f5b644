import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import type catalogue from '../../translations/en.json';

export type Arguments = Readonly<Record<string, string | number>>;

/** Compiled messages under their dotted paths, as `virtual:messages/…` gives them. */
export type Messages = Readonly<Record<string, string | ((args: Arguments) => string)>>;

type Leaves<Node> = {
  [Name in keyof Node & string]: Node[Name] extends string ? Name : `${Name}.${Leaves<Node[Name]>}`;
}[keyof Node & string];

/** The path of every message of the screens; the install texts under `app` are Zendesk's to show. */
export type TextKey = Leaves<Omit<typeof catalogue, 'app'>>;

export type Translate = (key: TextKey, args?: Arguments) => string;

/** An instant as people read it. */
export interface Moment {
  /** Date and time to the minute in the viewer's zone. */
  readonly text: string;
  /** The same to the second with the zone's name, for hover and focus. */
  readonly exact: string;
  /** For the `dateTime` of a `<time>`. */
  readonly iso: string;
}

/** An instant: ISO text as Zendesk writes it, or milliseconds since 1970. */
export type Instant = string | number;

export interface Formats {
  number(value: number): string;
  /** Null where the text is no instant. */
  moment(at: Instant): Moment | null;
  /** The date alone, in the viewer's zone; null where the text is no instant. */
  day(at: Instant): string | null;
  /** Hours, minutes and seconds, without the leading parts that are zero. */
  duration(seconds: number): string;
  /** "in 3 days", "2 hours ago": only beside an absolute time. */
  relative(at: number, now: number): string;
  list(items: readonly string[]): string;
}

export interface Text {
  readonly t: Translate;
  readonly formats: Formats;
  /** A locale that `Intl` knows, for `lang` attributes. */
  readonly locale: string;
}

/** The texts and formats of one locale, also for what stands outside React. */
export function textFor(messages: Messages, locale: string, timeZone?: string): Text {
  const known = knownLocale(locale);
  return { t: translate(messages), formats: formatsOf(known, timeZone), locale: known };
}

const TextContext = createContext<Text | null>(null);

export interface TextProviderProps {
  readonly messages: Messages;
  /** As Zendesk writes it, for example `en-US`. */
  readonly locale: string;
  /** The viewer's own where it is left out. */
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

export function TextProvider({ messages, locale, timeZone, children }: TextProviderProps) {
  const text = useMemo(() => textFor(messages, locale, timeZone), [messages, locale, timeZone]);
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>;
}

interface MoreTextProps {
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** Adds the messages of code that is fetched later to those around it. */
export function MoreText({ messages, children }: MoreTextProps) {
  const around = useText();
  const text = useMemo((): Text => {
    const more = translate(messages);
    return {
      ...around,
      t: (key, args) => (Object.hasOwn(messages, key) ? more(key, args) : around.t(key, args)),
    };
  }, [around, messages]);
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>;
}

export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error('useText stands outside a TextProvider');
  return text;
}

function translate(messages: Messages): Translate {
  return (key, args = {}) => {
    const message = Object.hasOwn(messages, key) ? messages[key] : undefined;
    if (typeof message === 'string') return message;
    if (message) return message(args);
    // A place that lacks a message still shows its screen; every test and trial run stops here.
    if (import.meta.env.DEV) throw new Error(`No message ${key} in this place`);
    return key;
  };
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

// Building an Intl formatter costs far more than using one, and a table formats thousands of cells.
const formatsByLocale = new Map<string, Formats>();

function formatsOf(locale: string, timeZone: string | undefined): Formats {
  const cached = formatsByLocale.get(`${locale} ${timeZone}`);
  if (cached) return cached;
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
  const minute = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...zone,
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', ...zone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const parts = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const unit = (name: 'hour' | 'minute' | 'second') => {
    const format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
    });
    return (value: number) => format.format(value);
  };
  const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')];

  const formats: Formats = {
    number: (value) => number.format(value),
    moment(at) {
      const date = dateOf(at);
      if (!date) return null;
      return { text: minute.format(date), exact: exact.format(date), iso: date.toISOString() };
    },
    day(at) {
      const date = dateOf(at);
      return date && day.format(date);
    },
    duration(total) {
      const whole = Math.max(0, Math.round(total));
      const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
      if (h > 0) return parts.format([hours(h), minutes(m)]);
      return m > 0 ? parts.format([minutes(m), seconds(s)]) : seconds(s);
    },
    relative(at, now) {
      const away = Math.round((at - now) / 1000);
      const [size, name] = relativeUnits.find(([from]) => Math.abs(away) >= from) ?? [1, 'second'];
      return relative.format(Math.trunc(away / size), name);
    },
    list: (items) => list.format(items),
  };
  formatsByLocale.set(`${locale} ${timeZone}`, formats);
  return formats;
}

const relativeUnits = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

function dateOf(at: Instant): Date | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date;
}
