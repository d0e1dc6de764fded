using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Imports;

/// <summary>What to do with an order that is there already, by its number.</summary>
internal enum ExistingOrders
{
    /// <summary>Its rows are errors.</summary>
    Refuse,

    /// <summary>Its rows are passed over and counted.</summary>
    Skip,
}

/// <summary>What a person, or the command line, decided about a file; what is still null was not decided yet.</summary>
internal sealed record ImportAnswers
{
    public Dictionary<ColumnRole, int> Columns { get; init; } = [];

    /// <summary>The column of each field, where the file holds records of a kind that has fields of its own.</summary>
    public Dictionary<string, int> Fields { get; init; } = [];

    /// <summary>What the whole file is about, where its kind asks for that.</summary>
    public string? Subject { get; init; }
    public OrderPreset Preset { get; init; }
    public DateOrder? DateOrder { get; init; }

    /// <summary>A pattern that every date must have.</summary>
    public string? DateFormat { get; init; }
    public DecimalSign? DecimalSign { get; init; }
    public string? Currency { get; init; }
    public ExistingOrders Existing { get; init; }

    /// <summary>Worth of one unit in the base currency, for currencies whose worth isn't known at the first order's day.</summary>
    public Dictionary<string, decimal> Rates { get; init; } = [];

    /// <summary>Values put right in place, by line and column.</summary>
    public Dictionary<int, Dictionary<int, string>> Corrections { get; init; } = [];

    /// <summary>What the file suggests, before anyone decided.</summary>
    public static ImportAnswers Suggested(FileSurvey survey, string baseCurrency)
    {
        var answers = new ImportAnswers
        {
            Columns = new(MappingSuggestion.Mapping(MappingSuggestion.For(survey)).Columns),
            Currency = baseCurrency.Length == 0 ? null : baseCurrency,
        };
        return LooksLikeOnlineRetail(survey) ? answers with { Preset = OrderPreset.OnlineRetail, Currency = "GBP" } : answers;
    }

    /// <summary>What the file doesn't say, given the mapping; answered or not.</summary>
    public IReadOnlyList<ReadingQuestion> Questions(FileSurvey survey) =>
        Preset == OrderPreset.OnlineRetail ? [] : ReadingDecision.For(survey, new(Columns)).Questions;

    /// <summary>The choice made, as the answers name it; null while it is open.</summary>
    public string? Chosen(QuestionKind kind) => kind == QuestionKind.DateOrder ? DateOrder?.ToString() : DecimalSign?.ToString();

    /// <exception cref="RefusedException">Something isn't decided, or can't work.</exception>
    public OrderReading Reading(FileSurvey survey)
    {
        // With a column for it, a row that names none is an error rather than a guess.
        var currency = string.IsNullOrEmpty(Currency) && Columns.ContainsKey(ColumnRole.Currency) ? "" : Currency;
        Refuse.Field(nameof(Currency), currency is null, "exchange.currency.missing");
        Refuse.Field(nameof(Currency), currency.Length > 0 && !Currencies.Known(currency), "exchange.currency.unknown", currency);
        if (Preset == OrderPreset.OnlineRetail) return OrderReading.OnlineRetail(survey.Shape, survey.Header, currency) with { Corrections = Corrected };
        var mapping = new ColumnMapping(Columns).Checked(survey.Columns.Count);
        var (dates, decimals) = Decided(ReadingDecision.For(survey, mapping));
        return new() { Shape = survey.Shape, Columns = mapping, Dates = dates, Decimals = decimals, Currency = currency, Preset = Preset, Corrections = Corrected };
    }

    /// <summary>The corrections as a reading takes them.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Corrected => Corrections.ToDictionary(line => line.Key, IReadOnlyDictionary<int, string> (line) => line.Value);

    /// <exception cref="RefusedException">A question is open.</exception>
    internal (DateReading Dates, DecimalSign Decimals) Decided(ReadingDecision decision)
    {
        Refuse.Field(nameof(DateOrder), decision.Dates is null && DateOrder is null && DateFormat is null && decision.Questions.Any(q => q.Kind == QuestionKind.DateOrder),
            "exchange.date_order.missing", Examples(decision, QuestionKind.DateOrder));
        Refuse.Field(nameof(DecimalSign), decision.Decimals is null && DecimalSign is null, "exchange.decimal_sign.missing", Examples(decision, QuestionKind.DecimalSign));
        return (string.IsNullOrWhiteSpace(DateFormat) ? new() { Order = DateOrder ?? decision.Dates } : DateReading.Exactly(DateFormat), DecimalSign ?? decision.Decimals!.Value);
    }

    private static string Examples(ReadingDecision decision, QuestionKind kind) =>
        string.Join(", ", decision.Questions.FirstOrDefault(question => question.Kind == kind)?.Examples ?? []);

    private static bool LooksLikeOnlineRetail(FileSurvey survey) =>
        survey.Header is { } header && ((string[])["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"])
            .All(name => header.Contains(name, StringComparer.OrdinalIgnoreCase));
}
