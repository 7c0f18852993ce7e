// Writes a workbook. It is a worker of its own, which ends with the work: tens of thousands of rows take seconds and memory.

import "./write-excel-file.min.js"; // https://gitlab.com/catamphetamine/write-excel-file, MIT licence; leaves `writeXlsxFile`

// In characters.
const WIDTHS = { document: 24, title: 40, text: 32, sentence: 80, remark: 80, notes: 60, note: 40, entity: 24, subject: 32 };
const head = (column) => ({ value: column, fontWeight: "bold" });

/** Takes the sheets as JSON, `[{ sheet, rows }]`, and answers with the bytes of the file, or with what went wrong. */
self.onmessage = async ({ data }) => {
  try {
    const sheets = JSON.parse(data).map(({ sheet, rows: [columns, ...rows] }) => ({
      sheet,
      stickyRowsCount: 1,
      columns: columns.map((column) => ({ width: WIDTHS[column] ?? 12 })),
      data: [columns.map(head), ...rows],
    }));
    const bytes = await (await writeXlsxFile(sheets).toBlob()).arrayBuffer();
    self.postMessage(bytes, [bytes]);
  } catch (error) {
    self.postMessage(String(error));
  }
};
