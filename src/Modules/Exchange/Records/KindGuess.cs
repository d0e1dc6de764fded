using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>What the rows of a file are, by its header. A person says so where the guess is wrong.</summary>
internal sealed class KindGuess(RecordImports imports)
{
    private static readonly ColumnRole[] OfOrders = [ColumnRole.OrderNumber, ColumnRole.OrderedAt, ColumnRole.Amount, ColumnRole.ProductCode, ColumnRole.ProductName, ColumnRole.Quantity, ColumnRole.UnitPrice];

    // A date and some words could be anything.
    private const int Least = 3;

    /// <summary>The newest ones; older a person chooses.</summary>
    private const int MostTried = 20;

    /// <param name="kind">Where a person said what the rows are.</param>
    /// <returns>The kind, and how the file is read by it; null for orders.</returns>
    public async Task<(string Kind, ImportAnswers? Answers)> Of(FileSurvey survey, string? kind, Actor actor, CancellationToken ct)
    {
        if (kind == Import.Orders) return (kind, null);
        if (kind is not null) return (kind, (await Best(survey, kind, ct)).Sheet.Suggested(survey));
        if (survey.Header is not { } header) return (Import.Orders, null);
        var (best, most) = ((RecordSheet?)null, header.Select(HeaderWords.Exact).OfType<ColumnRole>().Distinct().Count(OfOrders.Contains));
        foreach (var one in imports.For(actor))
        {
            var (sheet, known, whole) = await Best(survey, one.Kind, ct);
            // A required column may go by a name that nobody thought of: a person points at it. Orders have been there longest: a tie is theirs.
            if ((whole ? known : known - 1) is var worth && worth >= Least && worth > most) (best, most) = (sheet, worth);
        }

        return best is null ? (Import.Orders, null) : (best.Kind.Kind, best.Suggested(survey));
    }

    /// <summary>The kind's sheet; where a file can be about several things, the one whose fields the header has most of.</summary>
    private async Task<(RecordSheet Sheet, int Known, bool Whole)> Best(FileSurvey survey, string kind, CancellationToken ct)
    {
        var first = Fit(await imports.Sheet(kind, null, ct));
        if (first.Sheet.Subjects.Count < 2) return first;
        foreach (var subject in first.Sheet.Subjects.Take(MostTried))
            if (Fit(await imports.Sheet(kind, subject.Key, ct)) is var fit && (fit.Whole, fit.Known).CompareTo((first.Whole && first.Sheet.Subject is not null, first.Known)) > 0) first = fit;
        return first;

        (RecordSheet Sheet, int Known, bool Whole) Fit(RecordSheet sheet)
        {
            var known = RecordHeaders.Fits(sheet, survey.Header ?? []).Where(fit => fit.Field is not null && fit.Sure >= 0.999).Select(fit => fit.Field).ToHashSet();
            return (sheet, known.Count, sheet.Fields.Where(field => field.Required).All(field => known.Contains(field.Key)));
        }
    }
}
