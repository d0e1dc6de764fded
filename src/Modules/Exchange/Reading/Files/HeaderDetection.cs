namespace Guanxi.Exchange.Reading;

/// <summary>Tells whether a file's first record names the columns or is data already.</summary>
internal static class HeaderDetection
{
    public static bool HasHeader(List<string[]> records)
    {
        if (records.Count == 0) return false;
        var first = records[0];
        if (first.Any(IsValue)) return false;
        if (first.Any(field => HeaderWords.Exact(field) is not null)) return true;
        var rest = records.Skip(1).ToList();
        for (var column = 0; column < first.Length && rest.Count > 0; column++)
        {
            var values = rest.Where(record => column < record.Length && record[column].Length > 0).ToList();
            if (values.Count > 0 && values.Count(record => IsValue(record[column])) >= 0.8 * values.Count) return true;
        }

        return first.All(field => field.Trim().Length > 0) && first.Distinct(StringComparer.OrdinalIgnoreCase).Count() == first.Length;
    }

    private static bool IsValue(string field) =>
        NumberText.Fits(field) != NumberFit.None || DateText.Look(field).Shape != DateShape.None;
}
