namespace Guanxi.Exchange.Reading;

/// <param name="Confidence">0 to 1; 1 where the header says it by a known word and the values agree.</param>
internal sealed record SuggestedColumn(ColumnRole Role, int Column, double Confidence);

/// <summary>Proposes what each column means, by its header and its values. A person confirms it.</summary>
internal static class MappingSuggestion
{
    private const double Least = 0.3;

    public static IReadOnlyList<SuggestedColumn> For(FileSurvey survey)
    {
        var fits = survey.Header is { } header ? ByHeader(survey, header) : ByValues(survey);
        var taken = new Dictionary<ColumnRole, SuggestedColumn>();
        foreach (var fit in fits.Where(fit => fit.Confidence >= Least).OrderByDescending(fit => fit.Confidence).ThenBy(fit => fit.Column))
            if (taken.Values.All(other => other.Column != fit.Column)) taken.TryAdd(fit.Role, fit);
        return [.. taken.Values.OrderBy(fit => fit.Column)];
    }

    public static ColumnMapping Mapping(IEnumerable<SuggestedColumn> suggestion) =>
        new(suggestion.ToDictionary(fit => fit.Role, fit => fit.Column));

    private static IEnumerable<SuggestedColumn> ByHeader(FileSurvey survey, IReadOnlyList<string> header)
    {
        for (var column = 0; column < Math.Min(header.Count, survey.Columns.Count); column++)
            if (HeaderWords.Find(header[column]) is { } found)
                yield return new(found.Role, column, found.Fit * Math.Max(Least, Agreement(found.Role, survey.Columns[column])));
    }

    /// <summary>How far the values can be what the header says; a column without values can be anything.</summary>
    private static double Agreement(ColumnRole role, ColumnFacts values) => values.Values == 0 ? 1 : role switch
    {
        ColumnRole.OrderedAt => Math.Max(values.DateShare, (double)values.Dates / values.Values),
        ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice => values.NumberShare,
        ColumnRole.CustomerName or ColumnRole.ProductName => 1 - 0.5 * values.NumberShare,
        ColumnRole.Email => values.Examples.Any(example => example.Contains('@', StringComparison.Ordinal)) ? 1 : 0.2,
        _ => 1,
    };

    /// <summary>Without a header: the first column of dates, the last of amounts, the first of all as the customer.
    /// Weak evidence, and its confidence says so.</summary>
    private static List<SuggestedColumn> ByValues(FileSurvey survey)
    {
        var fits = new List<SuggestedColumn>();
        var date = First(survey, column => column.DateShare > 0.9);
        if (date >= 0) fits.Add(new(ColumnRole.OrderedAt, date, 0.6));
        var decimals = Last(survey, column => column.NumberShare > 0.9 && column.DotOnly + column.CommaOnly + column.DifferingNumbers > 0);
        if (decimals >= 0 && decimals != date) fits.Add(new(ColumnRole.Amount, decimals, 0.5));
        var customer = First(survey, column => column.Values > 0);
        if (customer >= 0 && customer != date && customer != decimals) fits.Add(new(ColumnRole.CustomerCode, customer, 0.4));
        return fits;
    }

    private static int First(FileSurvey survey, Func<ColumnFacts, bool> fits) => survey.Columns.ToList().FindIndex(column => fits(column));

    private static int Last(FileSurvey survey, Func<ColumnFacts, bool> fits) => survey.Columns.ToList().FindLastIndex(column => fits(column));
}
