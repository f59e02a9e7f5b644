import type { CompanySentences } from '../../../handover/accessReport.ts';
import type { Host } from '../../../zaf/host.ts';

/** What the company says of itself in an access report. */
export interface Company extends CompanySentences {
  readonly company: string | null;
}

export const sayings = ['company', 'purpose', 'contact', 'retention', 'recipients'] as const;

/** From the app's settings, as the manifest names them. Blank is not said. */
export function companyFrom({ setting }: Pick<Host, 'setting'>): Company {
  const said = (name: (typeof sayings)[number]) => setting(name)?.trim() || null;
  return {
    company: said('company'),
    purpose: said('purpose'),
    contact: said('contact'),
    retention: said('retention'),
    recipients: said('recipients'),
  };
}
