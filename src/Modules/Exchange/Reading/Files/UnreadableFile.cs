namespace Guanxi.Exchange.Reading;

/// <summary>The whole file can't be read as it stands; the code is the key of the text that says why and what to do.</summary>
internal sealed class UnreadableFile(string code, string? detail = null, Exception? inner = null)
    : Exception(detail is null ? code : $"{code}: {detail}", inner)
{
    public string Code { get; } = code;

    /// <summary>What the text names: a column, a format, a size.</summary>
    public string? Detail { get; } = detail;
}
