namespace Guanxi.Exchange.Reading;

/// <summary>What a look at every row of a file found, before anything is decided about its meaning.</summary>
internal sealed record FileSurvey(FileShape Shape, IReadOnlyList<string>? Header, IReadOnlyList<ColumnFacts> Columns, int Rows)
{
    public static FileSurvey Of(SourceFile file, FileShape shape, Action<int>? progress = null, CancellationToken ct = default)
    {
        using var reader = shape.Read(file);
        string[]? header = null;
        if (shape.HasHeader && reader.Read()) header = HeaderOf(reader);
        var columns = new ColumnProfile[Math.Max(header?.Length ?? 0, Math.Max(shape.Columns, 1))];
        for (var column = 0; column < columns.Length; column++) columns[column] = new();
        var rows = 0;
        while (reader.Read())
        {
            rows++;
            if (rows % 10_000 == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }

            if (reader.Problem is not RecordProblem.None || reader.Fields < columns.Length) continue;
            for (var column = 0; column < columns.Length; column++) columns[column].Take(reader[column]);
        }

        return new(shape with { Columns = columns.Length }, header, [.. columns.Select(column => column.Facts)], rows);
    }

    /// <summary>The header's names, unquoted and trimmed; a column without one keeps an empty name.</summary>
    public static string[] HeaderOf(DelimitedReader reader)
    {
        var header = new string[reader.Fields];
        for (var column = 0; column < header.Length; column++) header[column] = FieldText.OneLine(FieldText.Bare(reader[column]).ToString());
        // An empty name at the end is a stray delimiter, no column.
        var named = header.Length;
        while (named > 1 && header[named - 1].Length == 0) named--;
        return header[..named];
    }
}
