using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Imports;

/// <summary>Phones, e-mail and street addresses of a file, masked for who may not see them in full.</summary>
/// <remarks>What a column is mapped to decides only that it is masked, never that it isn't: who may import chooses the mapping.</remarks>
internal sealed partial class PersonalData
{
    private static readonly string[] Structural = [RowErrorCodes.QuoteNeverCloses, RowErrorCodes.TextAfterQuote, RowErrorCodes.TooLong, RowErrorCodes.ColumnCount];

    private readonly Func<string, string>[] columns;
    private readonly ImportAnswers answers;

    public PersonalData(FileSurvey survey, ImportAnswers answers)
    {
        this.answers = answers;
        columns = [.. Enumerable.Range(0, survey.Columns.Count).Select(column => Hiding(survey.Header?.ElementAtOrDefault(column), column))];
    }

    /// <summary>Who loaded the file has it anyway, and puts it right on the pages: to them, in the browser, it is shown as it is.
    /// A key of theirs may be in a program that anybody reads; it needs the right, as everybody else does.</summary>
    public static bool IsShownTo(Actor actor, Id<Person> uploader) => actor.May(KernelRights.Personal) || (actor.Id == uploader && !actor.ByKey);

    /// <param name="column">From 0; beyond the file's columns a value is judged by its look.</param>
    public string Hide(int column, string value) => column < columns.Length ? columns[column](value) : ByLook(value);

    /// <summary>By line, column and value: in rows that are shifted anything can stand anywhere.</summary>
    public Func<int, int, string, string> InRows(IEnumerable<RowError> errors)
    {
        var shifted = errors.Where(IsStructural).Select(error => error.Line).ToHashSet();
        return (line, column, value) => shifted.Contains(line) ? ByLook(Hide(column, value)) : Hide(column, value);
    }

    public RowError Hide(RowError error) => error with
    {
        // Number and customer of the order, from whatever columns were taken for them.
        Row = error.Row is { } row ? ByLook(row) : null,
        Value = IsStructural(error) ? ByLook(Hide(0, error.Value))
            // Of an order that is refused as a whole the value is its number, whatever column is pointed at.
            : error.Column is { } column && error.Code != RowErrorCodes.TwoCustomers ? Hide(column, error.Value) : error.Value,
    };

    public ImportFindings Hide(ImportFindings findings) => findings with { FirstErrors = [.. findings.FirstErrors.Select(Hide)] };

    public FileSurvey Hide(FileSurvey survey) => survey with
    {
        // Of a file without a header the first row may have been taken for one.
        Header = survey.Header?.Select(ByLook).ToList(),
        Columns = [.. survey.Columns.Select((facts, column) => facts with
        {
            Examples = Hidden(facts.Examples, column), AmbiguousDates = Hidden(facts.AmbiguousDates, column), AmbiguousNumbers = Hidden(facts.AmbiguousNumbers, column),
        })],
    };

    public ImportAnswers Hide(ImportAnswers answers) => answers with
    {
        Corrections = answers.Corrections.ToDictionary(line => line.Key, line => line.Value.ToDictionary(value => value.Key, value => Hide(value.Key, value.Value))),
    };

    public PreviewRow Hide(PreviewRow preview) => new(preview.Line, preview.Row is { } row ? Hide(row) : null, [.. preview.Errors.Select(Hide)]);

    private OrderLineRow Hide(OrderLineRow row) => new()
    {
        Line = row.Line, Kind = row.Kind, At = row.At, Quantity = row.Quantity, UnitPrice = row.UnitPrice, AmountMinor = row.AmountMinor, Amount = row.Amount, Currency = row.Currency,
        Customer = row.Customer is not { } words ? null : new(Said(ColumnRole.CustomerCode, words.Code), Said(ColumnRole.CustomerName, words.Name), Mask.Phone(words.Phone), Mask.Email(words.Email)),
        OrderNumber = Said(ColumnRole.OrderNumber, row.OrderNumber), ProductCode = Said(ColumnRole.ProductCode, row.ProductCode), ProductName = Said(ColumnRole.ProductName, row.ProductName),
        Country = Said(ColumnRole.Country, row.Country), Note = Said(ColumnRole.Note, row.Note),
    };

    private static bool IsStructural(RowError error) => Array.Exists(Structural, code => code == error.Code);

    private string? Said(ColumnRole role, string? value) => value is null ? null : answers.Columns.TryGetValue(role, out var column) ? Hide(column, value) : ByLook(value);

    private IList<string> Hidden(IList<string> values, int column) => [.. values.Select(value => Hide(column, value))];

    private Func<string, string> Hiding(string? header, int column)
    {
        var named = header is null ? null : HeaderWords.Find(header)?.Role;
        if (named == ColumnRole.Phone || Is(ColumnRole.Phone)) return value => Mask.Phone(value)!;
        if (named == ColumnRole.Email || Is(ColumnRole.Email)) return value => Mask.Email(value)!;
        if (named == ColumnRole.Address || Is(ColumnRole.Address)) return value => Mask.Text(value)!;
        // What a kind of records has a field for may be anybody's own words, whatever its header reminds of.
        return named is null or ColumnRole.Note || answers.Fields.ContainsValue(column) ? ByLook : value => value;

        bool Is(ColumnRole role) => answers.Columns.TryGetValue(role, out var at) && at == column;
    }

    /// <summary>What looks like a phone or an e-mail address, wherever it stands.</summary>
    private static string ByLook(string value) => PhoneLike().Replace(EmailLike().Replace(value, mail => Mask.Email(mail.Value)!), phone => IsDate(phone.Value) ? phone.Value : Mask.Phone(phone.Value)!);

    /// <summary>2024-03-05, 20240305, with or without a time.</summary>
    private static bool IsDate(string digits) => digits[0] is '1' or '2' && DateLike().IsMatch(digits);

    [GeneratedRegex(@"[^\s@,;<>""]+@[^\s@,;<>""]+")]
    private static partial Regex EmailLike();

    [GeneratedRegex(@"(?<![\w.])\+?\(?[0-9][0-9 ()\-]{5,18}[0-9](?![\w.])")]
    private static partial Regex PhoneLike();

    [GeneratedRegex(@"^(19|20)[0-9]{2}(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])( ?[0-9]{2,6})?$")]
    private static partial Regex DateLike();
}
