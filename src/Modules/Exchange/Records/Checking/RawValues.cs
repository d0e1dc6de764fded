using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>What stands in some rows, as the file has it or somebody put it right.</summary>
internal static class RawValues
{
    /// <returns>By line, the value of a column.</returns>
    public static IReadOnlyDictionary<int, Func<int, string>> Of(SourceFile source, RecordReading reading, IReadOnlySet<int> lines)
    {
        var found = new Dictionary<int, Func<int, string>>();
        using var reader = reading.Shape.Read(source);
        while (found.Count < lines.Count && reader.Read())
        {
            if (!lines.Contains(reader.Line)) continue;
            var values = Enumerable.Range(0, reader.Fields).Select(column => reader[column].ToString()).ToArray();
            var corrected = reading.Corrections.GetValueOrDefault(reader.Line);
            found[reader.Line] = column => corrected?.GetValueOrDefault(column) ?? (column < values.Length ? values[column] : "");
        }

        return found;
    }
}
