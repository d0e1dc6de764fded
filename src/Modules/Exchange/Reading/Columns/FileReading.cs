namespace Guanxi.Exchange.Reading;

/// <summary>Everything that must be decided before a file's rows can be read, whatever they are rows of; afterwards nothing is guessed.</summary>
internal abstract record FileReading
{
    public required FileShape Shape { get; init; }
    public required ColumnMapping Columns { get; init; }
    public DateReading Dates { get; init; } = new();
    public DecimalSign Decimals { get; init; }

    /// <summary>The currency of amounts that name none; empty where each row must name its own.</summary>
    public required string Currency { get; init; }

    /// <summary>Values that a person put right in place, by line and column; they stand for those of the file.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> Corrections { get; init; } = new Dictionary<int, IReadOnlyDictionary<int, string>>();
}
