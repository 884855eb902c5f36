import { crc32, deflateRawSync } from 'node:zlib';

const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);

/** A zip file of these parts. `claimed` is the unpacked size that it states for them, the true one without it. */
export function zipOf(parts: Readonly<Record<string, string>>, claimed?: number): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const about = [u16(8), u16(0), u16(33), u32(crc32(data)), u32(packed.length), u32(claimed ?? data.length)];
    const label = [u16(Buffer.byteLength(name)), u16(0)];
    const local = Buffer.concat([u32(0x04034b50), u16(20), u16(0), ...about, ...label, Buffer.from(name), packed]);
    bodies.push(local);
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16(20), u16(20), u16(0), ...about, ...label],
        ...[u16(0), u16(0), u16(0), u32(0), u32(offset), Buffer.from(name)],
      ]),
    );
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = directory.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(index.length), u32(offset), u16(0)];
  return Buffer.concat([...bodies, index, ...end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as Excel writes it, whose sheets are given as the XML of their rows. */
export const xlsxOf = (
  sheets: Readonly<Record<string, string>>,
  { strings = [], since1904 = false }: { readonly strings?: readonly string[]; readonly since1904?: boolean } = {},
): Buffer =>
  zipOf({
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${Object.keys(sheets)
      .map((_, index) => `<Relationship Id="rId${index}" Target="worksheets/sheet${index}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets>${Object.keys(
      sheets,
    )
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="d\\-mmmm\\-yy"/><numFmt numFmtId="166" formatCode="0.00&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, index) => [
        `xl/worksheets/sheet${index}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
