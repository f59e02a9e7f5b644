/** A file of a pack that could not be saved as one. */
export interface PackFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files of a pack, in their order. Nothing is unpacked. */
export async function filesInPack(pack: Blob): Promise<readonly PackFile[]> {
  const files: PackFile[] = [];
  await unpack(pack, ({ path, bytes }) => {
    files.push({ path, bytes });
    return false;
  });
  return files;
}

/** What one file of a pack says; empty where the pack has no such file. */
export async function textInPack(pack: Blob, wanted: string): Promise<string> {
  const found = await unpack(pack, ({ path }) => path === wanted);
  return new TextDecoder().decode(found[wanted]);
}

async function unpack(pack: Blob, isWanted: (file: PackFile) => boolean) {
  const { unzipSync } = await import('fflate');
  return unzipSync(new Uint8Array(await pack.arrayBuffer()), {
    filter: ({ name, originalSize }) => isWanted({ path: name, bytes: originalSize }),
  });
}
