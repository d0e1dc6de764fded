namespace Guanxi.Exchange.Reading;

/// <summary>Why a row can't be loaded.</summary>
/// <param name="Line">1-based line of the source file where the row begins.</param>
/// <param name="Column">From 0; null where the whole row is meant.</param>
/// <param name="Code">Key of the text that says what is wrong and what would be right.</param>
/// <param name="Value">The offending value, shortened to what can be shown.</param>
internal readonly record struct RowError(int Line, int? Column, string Code, string Value)
{
    /// <summary>Order and customer of the row as the file names them, for the first errors: whoever puts a value right looks for the paper.</summary>
    public string? Row { get; init; }

    /// <summary>What else the text names, <c>{2}</c>: how many customers have the name, which words would do.</summary>
    public string? Detail { get; init; }

    public const int LongestValue = 80;

    public static RowError Of(int line, int? column, string code, ReadOnlySpan<char> value) =>
        new(line, column, code, (value.Length <= LongestValue ? value : value[..LongestValue]).ToString());
}
