namespace Guanxi.Browser.Tests;

/// <summary>How somebody sees the product: in which language, on how wide a screen.</summary>
public sealed record Look(string Language, int Width)
{
    public bool Phone => Width < 600;

    private static readonly Look[] All = [new("zh-CN", 1440), new("en", 390), new("zh-CN", 390), new("en", 1440)];

    /// <summary>Chinese at the desk and English on the phone. A journey takes either this pair or the other one: so all four looks are seen, at half the time.</summary>
    public static TheoryData<Look> Both { get; } = Wanted(All[..2]);

    /// <summary>Chinese on the phone and English at the desk.</summary>
    public static TheoryData<Look> BothCrossed { get; } = Wanted(All[2..]);

    // While a journey is written, GUANXI_TEST_LOOK="en, 390" takes that look alone; "all" takes all four.
    private static TheoryData<Look> Wanted(Look[] usual) => new(Environment.GetEnvironmentVariable("GUANXI_TEST_LOOK") switch
    {
        null or "" => usual,
        "all" => All,
        var one => All.Where(l => l.ToString() == one),
    });

    public override string ToString() => $"{Language}, {Width}";
}
