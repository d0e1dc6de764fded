using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>A file of records read to its end: every row is either sound or has an error.</summary>
internal sealed record RecordFile(IReadOnlyList<ReadRecord> Rows, List<RowError> Errors, FileCounts Counts)
{
    /// <param name="progress">Called with the rows done, every 1,000 rows.</param>
    public static RecordFile Read(SourceFile file, RecordReading reading, StaffBook staff, Action<int>? progress, CancellationToken ct)
    {
        using var reader = reading.Shape.Read(file);
        var headerLines = reading.Shape.SkippedLines;
        if (reading.Shape.HasHeader && reader.Read()) headerLines++;
        var (found, errors, rows) = (new List<ReadRecord>(), new List<RowError>(), 0);
        var rowReader = new RecordRowReader(reading, reader, errors, staff);
        var first = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (++rows % 1_000 == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }

            if (rowReader.Row() is not { } row) continue;
            if (first.Add(row.Row.Number)) found.Add(row);
            else errors.Add(RowError.Of(row.Row.Line, reading.NumberColumn, RowErrorCodes.NumberTwice, row.Row.Number));
        }

        return new(found, errors, new(reader.Lines, headerLines, reader.BlankLines, reader.InnerLines, rows));
    }

    /// <summary>The first rows, read in the same way.</summary>
    public static IReadOnlyList<RecordPreview> Preview(SourceFile file, RecordReading reading, StaffBook staff, int most)
    {
        using var reader = reading.Shape.Read(file);
        if (reading.Shape.HasHeader) reader.Read();
        var (preview, errors) = (new List<RecordPreview>(), new List<RowError>());
        var rowReader = new RecordRowReader(reading, reader, errors, staff);
        while (preview.Count < most && reader.Read())
        {
            var row = rowReader.Row();
            preview.Add(new(reader.Line, row, [.. errors]));
            errors.Clear();
        }

        return preview;
    }
}

/// <param name="Row">Null where the row has errors.</param>
internal sealed record RecordPreview(int Line, ReadRecord? Row, IReadOnlyList<RowError> Errors);
