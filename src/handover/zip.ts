/** One ZIP, file after file. The same texts in the same order make the same bytes. */
export interface Zip {
  open(path: string): ZipFile;
  /** After the last file. */
  end(): Blob;
}

export interface ZipFile {
  write(text: string): void;
  end(): void;
}

/** The oldest date that a ZIP knows, in whatever zone: when a file was made stands in `about.json`. */
const fixedDate = new Date(1980, 0, 1);

/**
 * Fetches the library. Files are stored as they are: its compression weighs more than the rest of it together, and
 * costs the time of a pack several times over.
 */
export async function openZip(): Promise<Zip> {
  const { Zip: Stream, ZipPassThrough, strToU8 } = await import('fflate');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Stream((problem, part) => {
    if (problem !== null) throw problem;
    parts.push(part);
  });
  return {
    open(path) {
      const file = new ZipPassThrough(path);
      file.mtime = fixedDate;
      zip.add(file);
      return {
        write: (text) => file.push(strToU8(text)),
        end: () => file.push(new Uint8Array(0), true),
      };
    },
    end() {
      zip.end();
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}
