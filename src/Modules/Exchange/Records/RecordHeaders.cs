using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>Which of a kind's fields the headers of a file mean.</summary>
internal static class RecordHeaders
{
    /// <summary>A column with what it means: a field, or a role of the customer's.</summary>
    /// <param name="Sure">0 to 1; 1 where the header is a known word.</param>
    public readonly record struct Fit(int Column, string? Field, ColumnRole? Role, double Sure);

    /// <summary>At most one column for each meaning, and one meaning for each column: the surest first.</summary>
    public static IReadOnlyList<Fit> Fits(RecordSheet sheet, IReadOnlyList<string> header)
    {
        var taken = new List<Fit>();
        foreach (var fit in header.SelectMany((name, column) => Of(sheet, name, column)).OrderByDescending(fit => fit.Sure).ThenBy(fit => fit.Column))
            if (taken.TrueForAll(other => other.Column != fit.Column && (other.Field, other.Role) != (fit.Field, fit.Role))) taken.Add(fit);
        return taken;
    }

    private static IEnumerable<Fit> Of(RecordSheet sheet, string name, int column)
    {
        var normal = HeaderWords.Normal(name);
        if (normal.Length == 0 || HeaderWords.IsProblemColumn(name)) yield break;
        foreach (var field in sheet.Fields)
            if (field.Headers.Max(word => Sure(HeaderWords.Normal(word), normal)) is > 0 and var sure) yield return new(column, field.Key, null, sure);
        // What the kind itself has a word for is not the customer's.
        if (HeaderWords.Find(name) is { } role && RecordSheet.Customer.Contains(role.Role)) yield return new(column, null, role.Role, role.Fit - 0.01);
    }

    private static double Sure(string word, string header) =>
        word == header ? 1
        // A part of a name counts from four letters or two Chinese characters on; longer parts are better evidence.
        : word.Length >= (word.Length > 0 && word[0] < 0x2E80 ? 4 : 2) && header.Contains(word, StringComparison.Ordinal) ? 0.4 + 0.4 * word.Length / header.Length : 0;
}
