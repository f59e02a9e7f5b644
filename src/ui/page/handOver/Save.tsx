import { useEffect, useMemo, useRef, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';

import type { Pack } from '../../../handover/pack.ts';
import { allBlackedOut, type BlackOut } from '../../../handover/review.ts';
import type { Slicing } from '../../../handover/slices.ts';
import { Mark } from '../../parts/Mark.tsx';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { PackFiles } from './PackFiles.tsx';
import type { Prepared } from './preparation.ts';
import { Printed } from './Printed.tsx';
import { reportDocument } from './reportDocument.ts';
import { reportHtml } from './reportHtml.ts';
import { ReportView } from './ReportView.tsx';

interface SaveProps {
  readonly rooms: Rooms;
  readonly prepared: Prepared;
  readonly leftIn: BlackOut;
  readonly withNotes: boolean;
  /** Something was read after it was prepared. */
  readonly isStale: boolean;
  readonly onStartOver: () => void;
}

type Work = { readonly file: 'pack' | 'report'; readonly done: number };
type Saved = { readonly isSaved: boolean } & (
  | { readonly file: 'pack'; readonly pack: Pack }
  | { readonly file: 'report'; readonly name: string }
);

/** The files, and what to do where the frame lets none out. */
export function Save({ rooms, prepared, leftIn, withNotes, isStale, onStartOver }: SaveProps) {
  const text = useText();
  const { t } = text;
  const { report, company, content, review, marker, coverage } = prepared;
  const document = useMemo(
    () => reportDocument(report, company, rooms.host.subdomain, text),
    [report, company, rooms.host.subdomain, text],
  );
  const [work, setWork] = useState<Work | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isShown, setShown] = useState(false);
  const [prints, setPrints] = useState({ asked: 0, isPrinting: false });
  const stopping = useRef(new AbortController());
  useEffect(() => () => stopping.current.abort(), []);
  // What was made of another choice is not what would be made now.
  const [madeOf, setMadeOf] = useState({ content, leftIn });
  if (madeOf.content !== content || madeOf.leftIn !== leftIn) {
    setMadeOf({ content, leftIn });
    setSaved(null);
  }

  const make = async (file: Work['file'], result: (slicing: Slicing) => Promise<Saved | null>) => {
    stopping.current.abort();
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    setSaved(null);
    setWork({ file, done: 0 });
    const onProgress = (done: number) => {
      if (!signal.aborted) setWork({ file, done });
    };
    const made = await result({ clock: rooms.clock, signal, onProgress });
    if (signal.aborted) return;
    setWork(null);
    setSaved(made);
  };
  const saveReport = () =>
    make('report', async (slicing) => {
      const html = await reportHtml(document, slicing);
      if (html === null) return null;
      const name = reportName(prepared);
      return { file: 'report', name, isSaved: rooms.saveFile(name, 'text/html', html) };
    });
  const savePack = () =>
    make('pack', async (slicing) => {
      const page = await reportHtml(document, { ...slicing, onProgress: undefined });
      if (page === null) return null;
      const { makePack } = await import('../../../handover/pack.ts');
      const stays = [...allBlackedOut(review)].filter((key) => !leftIn.has(key));
      const pack = await makePack(
        {
          content,
          marker,
          blackOut: new Set(stays),
          coverage,
          subdomain: rooms.host.subdomain,
          madeAt: report.madeAt,
          page,
          withInternalNotes: withNotes,
        },
        slicing,
      );
      if (pack === null) return null;
      const isSaved = rooms.saveFile(pack.name, 'application/zip', pack.blob);
      return { file: 'pack', pack, isSaved };
    });

  return (
    <>
      {isStale && (
        <Mark icon={LookIcon} manner="look">
          {t('handOver.save.stale')}
        </Mark>
      )}
      <Row>
        <Button isPrimary onClick={() => void savePack()}>
          {t('handOver.save.pack')}
        </Button>
        <Button onClick={() => void saveReport()}>{t('handOver.save.report')}</Button>
        <Button onClick={() => setPrints(({ asked }) => ({ asked: asked + 1, isPrinting: true }))}>
          {t('handOver.save.print')}
        </Button>
        <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'handOver.save.hide' : 'handOver.save.show')}
        </Button>
        <Button isBasic onClick={onStartOver}>
          {t('handOver.save.startOver')}
        </Button>
      </Row>
      <p>{t('handOver.save.printHint')}</p>
      {work && (
        <Row>
          <span role="status">
            {t(work.file === 'pack' ? 'handOver.save.making' : 'handOver.save.reportMaking')}
          </span>
          <progress aria-label={t('handOver.save.bar')} value={work.done} />
          <Button
            size="small"
            onClick={() => {
              stopping.current.abort();
              setWork(null);
            }}
          >
            {t('words.cancel')}
          </Button>
        </Row>
      )}
      <div role="status">{saved && <Outcome saved={saved} />}</div>
      {saved?.file === 'pack' && <PackFiles pack={saved.pack} isOpen={!saved.isSaved} />}
      {isShown && <ReportView report={document} level={3} />}
      {prints.isPrinting && (
        <Printed
          key={prints.asked}
          report={document}
          onPrinted={() => setPrints(({ asked }) => ({ asked, isPrinting: false }))}
        />
      )}
    </>
  );
}

function Outcome({ saved }: { readonly saved: Saved }) {
  const { t, formats } = useText();
  const { isSaved, file } = saved;
  return (
    <>
      {!isSaved && <p>{t('handOver.save.refused')}</p>}
      {isSaved && file === 'report' && (
        <p>{t('handOver.save.reportSaved', { name: saved.name })}</p>
      )}
      {isSaved && file === 'pack' && (
        <p>
          {t('handOver.save.packSaved', {
            name: saved.pack.name,
            size: formats.number(Math.ceil(saved.pack.blob.size / 1024)),
          })}
        </p>
      )}
      {file === 'pack' && <p>{t('handOver.save.packHeld', { ...saved.pack.counts })}</p>}
      <p>{t(file === 'pack' ? 'handOver.save.packInstead' : 'handOver.save.reportInstead')}</p>
    </>
  );
}

/** By the number of the profile alone: a name of a file is seen by many. */
function reportName({ report, content }: Prepared): string {
  const [profile] = content.person.profiles;
  const day = new Date(report.madeAt).toISOString().slice(0, 10);
  return `talk-privacy-access-report-${profile?.id ?? 'nobody'}-${day}.html`;
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
`;
