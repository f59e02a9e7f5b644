import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { type ReactNode, useState } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';

import { ThemeProvider } from '@zendeskgarden/react-theming';
import messages from 'virtual:messages/sidebar';

import type { Call } from '../../src/domain/call.ts';
import type { Failure } from '../../src/domain/failure.ts';
import { failed, ok, type Result } from '../../src/domain/result.ts';
import { ConfirmDialog } from '../../src/ui/parts/ConfirmDialog.tsx';
import { Duration } from '../../src/ui/parts/Duration.tsx';
import { detailsOf } from '../../src/ui/parts/FailureExplained.tsx';
import { FailureNote } from '../../src/ui/parts/FailureNote.tsx';
import { KindLine } from '../../src/ui/parts/KindLine.tsx';
import { PersonalText } from '../../src/ui/parts/PersonalText.tsx';
import { StateMark } from '../../src/ui/parts/StateMark.tsx';
import { known, useLoaded } from '../../src/ui/parts/useLoaded.ts';
import { useStore } from '../../src/ui/parts/useStore.ts';
import { When } from '../../src/ui/parts/When.tsx';
import { TextProvider } from '../../src/ui/text.tsx';

function show(children: ReactNode) {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <ThemeProvider>
      <TextProvider messages={messages} locale="en-US" timeZone="Europe/Berlin">
        {children}
      </TextProvider>
    </ThemeProvider>
  );
  return render(children, { wrapper });
}

const asked = { method: 'GET', pattern: '/api/v2/users/{id}' } as const;
const trouble: Failure = { kind: 'serverTrouble', status: 503, asked };

function Shown({
  id,
  read,
}: {
  readonly id: number;
  readonly read: (id: number) => Promise<Result<string>>;
}) {
  const [loaded, readAgain] = useLoaded(id, () => read(id));
  return (
    <>
      <p>{`${loaded.kind} ${known(loaded) ?? 'nothing'}`}</p>
      <button onClick={readAgain}>again</button>
    </>
  );
}

test('a late answer to an earlier question is dropped', async () => {
  const answers = new Map<number, (result: Result<string>) => void>();
  const read = (id: number) => new Promise<Result<string>>((resolve) => answers.set(id, resolve));
  const { rerender } = show(<Shown id={1} read={read} />);
  rerender(<Shown id={2} read={read} />);
  await act(async () => answers.get(2)?.(ok('second')));
  await act(async () => answers.get(1)?.(ok('first')));
  expect(screen.getByText('ready second')).toBeDefined();
});

test('nothing of the earlier question stays on the screen', async () => {
  const read = async (id: number): Promise<Result<string>> =>
    id === 1 ? ok('first') : new Promise(() => undefined);
  const { rerender } = show(<Shown id={1} read={read} />);
  await screen.findByText('ready first');
  rerender(<Shown id={2} read={read} />);
  expect(screen.getByText('loading nothing')).toBeDefined();
});

test('what is known stays when reading again fails', async () => {
  const results: Result<string>[] = [ok('first'), failed(trouble)];
  const read = async () => results.shift() ?? failed(trouble);
  show(<Shown id={1} read={read} />);
  await screen.findByText('ready first');
  await userEvent.click(screen.getByText('again'));
  expect(await screen.findByText('failed first')).toBeDefined();
});

test('an abandoned question is aborted', () => {
  const signals: AbortSignal[] = [];
  function Asking({ id }: { readonly id: number }) {
    useLoaded(id, (signal) => {
      signals.push(signal);
      return new Promise<Result<string>>(() => undefined);
    });
    return null;
  }
  const { rerender, unmount } = show(<Asking id={1} />);
  rerender(<Asking id={2} />);
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  unmount();
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
});

test('a store shows its newest snapshot', () => {
  let value = 1;
  const listeners = new Set<() => void>();
  const store = {
    snapshot: () => value,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const Figure = () => <p>{useStore(store)}</p>;
  const { unmount } = show(<Figure />);
  act(() => {
    value = 2;
    listeners.forEach((listener) => listener());
  });
  expect(screen.getByText('2')).toBeDefined();
  unmount();
  expect(listeners.size).toBe(0);
});

test('a failure says what happened, what it means, what to do next, and has details to copy', async () => {
  const again = vi.fn();
  show(<FailureNote failure={trouble} about="The profile could not be read." onTryAgain={again} />);
  expect(screen.getByRole('alert').textContent).toBe('The profile could not be read.');
  await screen.findByText(/Zendesk had trouble of its own/);
  const note = screen.getByRole('alert');
  expect(note.textContent).toContain(
    'The profile could not be read. Zendesk had trouble of its own.',
  );
  expect(note.textContent).toContain('look again');
  expect(note.textContent).toContain('GET /api/v2/users/{id} · serverTrouble · 503');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(again).toHaveBeenCalledOnce();
});

test('the details of a failure hold nothing that Zendesk wrote', () => {
  const failure: Failure = {
    kind: 'refused',
    status: 422,
    serverText: 'Ada Example is not valid',
    asked,
  };
  expect(detailsOf(failure)).toBe('GET /api/v2/users/{id} · refused · 422');
});

test('where copying is refused the details are selected and it is said', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(
    new DOMException('no', 'NotAllowedError'),
  );
  show(<FailureNote failure={trouble} about="The profile could not be read." />);
  await user.click(screen.getByText('Details'));
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText(/does not let the app copy/)).toBeDefined();
  expect(getSelection()?.toString()).toBe('GET /api/v2/users/{id} · serverTrouble · 503');
});

test('Zendesk’s own words are shown as text', () => {
  const serverText = '<img src=x onerror=alert(1)>';
  show(<FailureNote failure={{ kind: 'forbidden', serverText, asked }} about="Not read." />);
  expect(screen.getByText(serverText).getAttribute('dir')).toBe('auto');
  expect(document.querySelector('img')).toBeNull();
});

test('a state has a word and an icon', () => {
  const { container } = show(<StateMark state="deletionAccepted" />);
  expect(screen.getByText('Deletion accepted')).toBeDefined();
  expect(container.querySelector('svg[aria-hidden="true"]')).not.toBeNull();
});

test('a call is named by kind and direction', () => {
  const call = (
    kind: Call['kind'],
    direction: Call['direction'],
    origin: Call['origin'] = 'talk',
  ) => ({
    kind,
    direction,
    origin,
  });
  show(
    <>
      <KindLine call={call('call', 'inbound')} />
      <KindLine call={call('voicemail', 'inbound')} />
      <KindLine call={call('call', 'outbound', 'partner')} />
    </>,
  );
  for (const words of ['Inbound call', 'Voicemail', 'Outbound partner call'])
    expect(screen.getByText(words)).toBeDefined();
});

test('a time has its exact instant for pointer and keyboard', async () => {
  show(<When at="2026-02-03T09:10:20Z" />);
  await userEvent.tab();
  const time = screen.getByText(/^Feb 3, 2026/);
  expect(document.activeElement).toBe(time);
  expect(time.getAttribute('title')).toMatch(/10:10:20/);
  expect(time.getAttribute('datetime')).toBe('2026-02-03T09:10:20.000Z');
});

test('what Zendesk did not say stays unknown', () => {
  show(
    <>
      <When at={null} />
      <Duration seconds={null} />
    </>,
  );
  expect(screen.getByText(/Time not known/)).toBeDefined();
  expect(screen.getByText(/Length not known/)).toBeDefined();
});

test('personal text is text, in its own direction, and takes the focus only where it is cut', async () => {
  const width = vi.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(300);
  show(
    <>
      <PersonalText>{'<b>شركة</b>'}</PersonalText>
      <button>
        <PersonalText>inside a button</PersonalText>
      </button>
    </>,
  );
  width.mockRestore();
  const text = screen.getByText('<b>شركة</b>');
  expect(text.getAttribute('dir')).toBe('auto');
  await userEvent.tab();
  expect(document.activeElement).toBe(text);
  expect(screen.getByText('inside a button').hasAttribute('tabindex')).toBe(false);
});

function Asking({ onConfirm }: { readonly onConfirm: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button onClick={() => setIsOpen(true)}>open</button>
      {isOpen && (
        <ConfirmDialog
          title="Delete this recording?"
          act="Delete recording"
          onConfirm={() => {
            onConfirm();
            setIsOpen(false);
          }}
          onCancel={() => setIsOpen(false)}
        >
          It cannot be recovered.
        </ConfirmDialog>
      )}
    </>
  );
}

test('a dialog focuses Cancel, ignores clicks outside, and gives the focus back', async () => {
  const onConfirm = vi.fn();
  const user = userEvent.setup();
  show(<Asking onConfirm={onConfirm} />);
  const opener = screen.getByText('open');
  await user.click(opener);
  const dialog = await screen.findByRole('dialog', { name: 'Delete this recording?' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));

  if (!dialog.parentElement) throw new Error('The dialog has no backdrop');
  await user.click(dialog.parentElement);
  expect(screen.queryByRole('dialog')).not.toBeNull();

  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(opener);
  expect(onConfirm).not.toHaveBeenCalled();
});

test('the keyboard stays inside a dialog', async () => {
  const user = userEvent.setup();
  // Without a layout nothing counts as visible, and only what is visible takes the focus.
  const rects = Object.assign([document.body.getBoundingClientRect()], { item: () => null });
  const layout = vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue(rects);
  onTestFinished(() => layout.mockRestore());
  show(<Asking onConfirm={() => undefined} />);
  await user.click(screen.getByText('open'));
  await screen.findByRole('dialog');
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Delete recording');
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Cancel');
});

test('a dialog has no accessibility violation', async () => {
  const user = userEvent.setup();
  show(<Asking onConfirm={() => undefined} />);
  await user.click(screen.getByText('open'));
  const dialog = await screen.findByRole('dialog', { name: 'Delete this recording?' });
  const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((violation) => violation.id)).toEqual([]);
});
