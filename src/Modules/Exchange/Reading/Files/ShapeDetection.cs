namespace Guanxi.Exchange.Reading;

/// <summary>Finds out how a file is laid out, from its beginning.</summary>
internal static class ShapeDetection
{
    private const int SampleCharacters = 256 * 1024;
    private const int SampleRecords = 500;

    // Where two fit equally well, the earlier one: a decimal comma is more common than a semicolon inside a value.
    private static readonly Delimiter[] Candidates = [Delimiter.Tab, Delimiter.Semicolon, Delimiter.Comma, Delimiter.Pipe];

    public static FileShape Detect(SourceFile file, CancellationToken ct = default)
    {
        using var bytes = file.Open();
        return Detect(file, TextEncoding.Detect(bytes, ct));
    }

    /// <summary>The same for an encoding, and perhaps a delimiter, that a person chose.</summary>
    public static FileShape Detect(SourceFile file, string encoding, Delimiter? delimiter = null)
    {
        var sample = Sample(file, encoding);
        if (sample.AsSpan().IsWhiteSpace()) throw new UnreadableFile("exchange.file.empty");
        if (MostlyControls(sample)) throw new UnreadableFile("exchange.file.not_text");
        var shape = Told(sample) ?? Best(sample, delimiter);
        shape = shape with { Encoding = encoding };
        var records = Records(sample, shape);
        if (!HeaderDetection.HasHeader(records)) return shape with { HasHeader = false };
        return shape with { HasHeader = true, Columns = Named(records[0]) };
    }

    private static string Sample(SourceFile file, string encoding)
    {
        using var reader = new StreamReader(file.Open(), TextEncoding.Named(encoding), detectEncodingFromByteOrderMarks: false);
        var sample = new char[SampleCharacters];
        var read = reader.ReadBlock(sample);
        var whole = read;
        // The last record is cut short where the sample does not hold the whole file.
        if (read == sample.Length && sample.AsSpan().LastIndexOfAny('\r', '\n') is > 0 and var lineEnd) whole = lineEnd;
        return new string(sample, 0, whole).TrimStart('\uFEFF');
    }

    private static bool MostlyControls(string sample)
    {
        var controls = 0;
        foreach (var letter in sample)
            if (letter is TextEncoding.Undecodable or < ' ' and not ('\t' or '\r' or '\n')) controls++;
        return controls * 4 > sample.Length;
    }

    /// <summary>Excel's own first line, <c>sep=;</c>.</summary>
    private static FileShape? Told(string sample)
    {
        if (!sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || sample.Length < 6) return null;
        Delimiter? told = sample[4] switch
        {
            ',' => Delimiter.Comma,
            ';' => Delimiter.Semicolon,
            '\t' => Delimiter.Tab,
            '|' => Delimiter.Pipe,
            _ => null,
        };
        if (told is null || sample[5] is not ('\r' or '\n')) return null;
        var shape = new FileShape { Delimiter = told.Value, SkippedLines = 1 };
        return shape with { Columns = Weigh(sample, shape).Columns };
    }

    private static FileShape Best(string sample, Delimiter? chosen)
    {
        if (chosen == Delimiter.Blanks) return new() { Delimiter = Delimiter.Blanks, Quoted = false, Columns = Weigh(sample, new() { Delimiter = Delimiter.Blanks, Quoted = false }).Columns };
        FileShape? best = null;
        var bestWeight = 0.0;
        foreach (var delimiter in chosen is { } only ? [only] : Candidates)
        {
            foreach (var quoted in (bool[])[true, false])
            {
                if (!quoted && !sample.Contains('"', StringComparison.Ordinal)) continue;
                var shape = new FileShape { Delimiter = delimiter, Quoted = quoted };
                var (columns, share) = Weigh(sample, shape);
                // Quotes are the rule; to read without them must pay clearly.
                var weight = columns < 2 ? 0 : share * Math.Log2(columns) * (quoted ? 1 : 0.9);
                if (weight <= bestWeight) continue;
                (best, bestWeight) = (shape with { Columns = columns }, weight);
            }
        }

        if (chosen is { } given) return best ?? new FileShape { Delimiter = given, Columns = 1 };
        if (best is not null && bestWeight >= 0.6) return best;
        var blanks = new FileShape { Delimiter = Delimiter.Blanks, Quoted = false };
        var (blankColumns, blankShare) = Weigh(sample, blanks);
        if (blankColumns >= 2 && blankShare >= 0.7) return blanks with { Columns = blankColumns };
        return best ?? new FileShape { Delimiter = Delimiter.Comma, Columns = 1 };
    }

    /// <returns>The usual number of columns, and the share of records that have it.</returns>
    private static (int Columns, double Share) Weigh(string sample, FileShape shape)
    {
        var counts = new Dictionary<int, int>();
        int records = 0, first = 0;
        using var reader = new DelimitedReader(new StringReader(sample), shape);
        while (records < SampleRecords && reader.Read())
        {
            if (records++ == 0) first = reader.Fields;
            if (reader.Problem is RecordProblem.None) counts[reader.Fields] = counts.GetValueOrDefault(reader.Fields) + 1;
        }

        if (counts.Count == 0) return (0, 0);
        var (columns, rows) = counts.MaxBy(count => count.Value * Math.Log2(count.Key + 1));
        var share = (double)rows / records;
        // A header has no decimals and no street names: what splits it differently from the rows is no delimiter.
        return (columns, first == columns ? share : share / 2);
    }

    /// <summary>Columns of the header; an empty name at the end is a stray delimiter, no column.</summary>
    private static int Named(string[] header) => Math.Max(1, Array.FindLastIndex(header, name => !string.IsNullOrWhiteSpace(name)) + 1);

    private static List<string[]> Records(string sample, FileShape shape)
    {
        var records = new List<string[]>();
        using var reader = new DelimitedReader(new StringReader(sample), shape);
        while (records.Count < 200 && reader.Read())
        {
            if (reader.Problem is not RecordProblem.None) continue;
            var record = new string[reader.Fields];
            for (var field = 0; field < record.Length; field++) record[field] = reader[field].ToString();
            records.Add(record);
        }

        return records;
    }
}
