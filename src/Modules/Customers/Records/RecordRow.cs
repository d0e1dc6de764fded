namespace Guanxi.Customers;

/// <summary>Rows of a file that go through the module's hands together.</summary>
public sealed record RecordBatch
{
    public required IReadOnlyList<RecordRow> Rows { get; init; }

    /// <summary>The import that brings them; 0 where nothing is going to be written.</summary>
    public long ImportId { get; init; }
    public string? Subject { get; init; }

    /// <summary>Who loads them.</summary>
    public required Id<Person> By { get; init; }
    public required DateTimeOffset Now { get; init; }
}

/// <summary>One row, read by its fields.</summary>
/// <param name="line">1-based line of the file.</param>
/// <param name="number">The record's number in its old home; where it had none, one made of what the row says, which begins with <see cref="MadeUp"/>.</param>
public sealed class RecordRow(int line, string number, IReadOnlyDictionary<string, object> values)
{
    public const int LongestNumber = 60;
    public const char MadeUp = '~';

    private List<RecordProblem>? problems;

    public int Line { get; } = line;
    public string Number { get; } = number;

    /// <summary>Null only where a row may name nobody, and names nobody.</summary>
    public Id<Customer>? CustomerId { get; set; }
    public IReadOnlyList<RecordProblem> Problems => problems ?? [];

    public bool Has(string field) => values.ContainsKey(field);
    public string? Text(string field) => values.GetValueOrDefault(field) as string;
    public DateTimeOffset? Moment(string field) => values.GetValueOrDefault(field) as DateTimeOffset?;
    public DateOnly? Day(string field) => values.GetValueOrDefault(field) as DateOnly?;
    public int? Whole(string field) => values.GetValueOrDefault(field) is decimal number ? (int)number : null;
    public bool? YesNo(string field) => values.GetValueOrDefault(field) as bool?;

    /// <summary>Minor units of the base currency.</summary>
    public long? Money(string field) => values.GetValueOrDefault(field) as long?;
    public Id<Person>? Person(string field) => values.GetValueOrDefault(field) as Id<Person>?;
    public Id<Unit>? Unit(string field) => values.GetValueOrDefault(field) as Id<Unit>?;
    public T? Choice<T>(string field) where T : struct, Enum => Text(field) is { } value ? Enum.Parse<T>(value) : null;

    /// <summary>The row can't be loaded.</summary>
    /// <param name="field">Where the mistake is; null where the whole row is meant.</param>
    /// <param name="code">Key of the text that says what is wrong, <c>{0}</c> the column and <c>{1}</c> what stands there. The key with <c>.short</c> after it heads a list.</param>
    public void Fail(string? field, string code) => (problems ??= []).Add(new(field, code));

    /// <summary>Refuses the row where something is wrong.</summary>
    public void FailIf(bool wrong, string? field, string code)
    {
        if (wrong) Fail(field, code);
    }
}

public readonly record struct RecordProblem(string? Field, string Code);
