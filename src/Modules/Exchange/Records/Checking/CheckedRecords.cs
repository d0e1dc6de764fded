using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>A file of records read to its end and compared with what the firm has.</summary>
/// <param name="Rows">What is to be written, in the order in which it is.</param>
/// <param name="Written">Rows that this import wrote already, before it was cut off.</param>
internal sealed record CheckedRecords(RecordSheet Sheet, RecordReading Reading, IReadOnlyList<RecordRow> Rows, int Written, IReadOnlyList<RowError> Errors, RecordFindings Findings);
