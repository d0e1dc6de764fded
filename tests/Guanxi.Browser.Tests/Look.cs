namespace Guanxi.Browser.Tests;

/// <summary>How somebody sees the product: in which language, on how wide a screen.</summary>
public sealed record Look(string Language, int Width)
{
    public bool Phone => Width < 600;

    /// <summary>Every journey runs in both languages, at the desk and on the phone.</summary>
    public static TheoryData<Look> All { get; } = new(new Look("zh-CN", 1440), new Look("zh-CN", 390), new Look("en", 1440), new Look("en", 390));

    public override string ToString() => $"{Language}, {Width}";
}
