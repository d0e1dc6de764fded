using System.Text;
using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

/// <summary>Files made of text, and the shared ones where they are there.</summary>
internal static class Samples
{
    public static SourceFile File(string text) => SourceFile.Of(Encoding.UTF8.GetBytes(text));

    public static SourceFile File(string text, Encoding encoding) => SourceFile.Of([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

    /// <summary>Skips the test, visibly, where the shared data is missing.</summary>
    public static SourceFile Shared(string name) => SourceFile.At(Tests.Shared.File($"data/{name}"));

    public static FileSurvey Survey(SourceFile file) => FileSurvey.Of(file, Shape(file), null, TestContext.Current.CancellationToken);

    public static FileShape Shape(SourceFile file) => ShapeDetection.Detect(file, TestContext.Current.CancellationToken);

    /// <summary>What went to whom and came back, in the file's own words.</summary>
    public static IEnumerable<Movement> Movements(IReadOnlyList<OrderDraft> orders)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in orders.SelectMany(order => order.Lines))
            if (line is { Customer: { } customer, Kind: not LineKind.Adjustment } && (line.ProductCode ?? line.ProductName) is { } product)
                yield return new(Number("c" + customer.Key), Number("p" + product), line.At.Wall.AddMinutes(-(line.At.OffsetMinutes ?? 0)), line.Line, line.Quantity, line);

        int Number(string key) => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count;
    }

    /// <summary>Reads the whole way as the product does: shape, survey, suggestion, decision, rows.</summary>
    public static OrderFile Orders(SourceFile file, string? columns = null, string currency = "CNY", DateOrder? order = null, DecimalSign? sign = null, string? dateFormat = null)
    {
        var reading = Reading(file, columns, currency, order, sign, dateFormat);
        return OrderFile.Read(file, reading);
    }

    public static OrderReading Reading(SourceFile file, string? columns = null, string currency = "CNY", DateOrder? order = null, DecimalSign? sign = null, string? dateFormat = null)
    {
        var survey = Survey(file);
        var mapping = columns is null
            ? MappingSuggestion.Mapping(MappingSuggestion.For(survey)).Checked(survey.Columns.Count)
            : ColumnMapping.Parse(columns, survey.Header, survey.Columns.Count);
        var decision = ReadingDecision.For(survey, mapping);
        return new()
        {
            Shape = survey.Shape,
            Columns = mapping,
            Dates = dateFormat is null ? new() { Order = order ?? decision.Dates } : DateReading.Exactly(dateFormat),
            Decimals = sign ?? decision.Decimals ?? DecimalSign.Dot,
            Currency = currency,
        };
    }
}
