namespace Guanxi.Customers;

/// <summary>How the value of a field is read.</summary>
public enum RecordFieldKind
{
    Text,
    Day,

    /// <summary>A day with or without a time, in the firm's zone where the file names none.</summary>
    Moment,
    Number,

    /// <summary>One of several, by its word in either language.</summary>
    Choice,
    YesNo,

    /// <summary>In the firm's base currency.</summary>
    Money,

    /// <summary>Somebody of the firm, by user name or name.</summary>
    Person,

    /// <summary>A shop, team or region, by name.</summary>
    Unit,
}

/// <summary>Something that a row of a file can say.</summary>
public sealed record RecordField
{
    /// <summary>As answers and commands name it.</summary>
    public required string Key { get; init; }
    public RecordFieldKind Kind { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Label { get; init; }

    /// <summary>Names that columns have which mean it, in every language.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Whether a row without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Signs that a text may have.</summary>
    public int Longest { get; init; } = 2000;

    /// <summary>Bounds of a number.</summary>
    public decimal Least { get; init; }
    public decimal Most { get; init; } = 1_000_000_000m;
    public bool Whole { get; init; }
    public IReadOnlyList<RecordChoice> Choices { get; init; } = [];

    /// <summary>What two rows of a sample file say.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];
}

/// <param name="Value">As the module takes it.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Words">By which files mean it, in every language.</param>
public sealed record RecordChoice(string Value, string Label, IReadOnlyList<string> Words);
