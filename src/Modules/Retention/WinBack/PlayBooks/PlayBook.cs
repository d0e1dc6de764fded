using System.ComponentModel.DataAnnotations;

namespace Guanxi.Retention.WinBack.PlayBooks;

/// <summary>How far the firm goes to win such a customer back.</summary>
internal enum Stance
{
    /// <summary>Key customers: with all means.</summary>
    AllMeans,

    /// <summary>Ordinary customers: within reason.</summary>
    WithinReason,

    /// <summary>Small customers: mostly let go.</summary>
    LetGo,
}

/// <summary>What is done to win a customer of one grade back: steps by day, an offer up to an amount, a day by which it must have come to something.</summary>
internal sealed record PlayBook
{
    public Stance Stance { get; init; }

    /// <summary>What may be offered at most, minor units of the base currency; 0 for nothing.</summary>
    [Range(0, 1_000_000_000_000)] public long OfferUpToMinor { get; init; }

    /// <summary>Days from the start to the end of the attempt: a purchase within them counts as won back.</summary>
    [Range(7, 730)] public int Days { get; init; } = 60;
    public IReadOnlyList<PlayStep> Steps { get; init; } = [];
}

/// <summary>One step.</summary>
/// <param name="Day">Days after the start by which it is due.</param>
/// <param name="Words">What is to be done; null for the text that <paramref name="Key"/> has in each language.</param>
/// <param name="Key">Of a step that the product brings, until somebody words it anew.</param>
internal sealed record PlayStep(int Day, string? Words, string? Key = null)
{
    public string Say(Texts texts) => Words ?? texts[$"retention.play.{Key}"];
}

/// <summary>The play-books of the four grades. An administrator may change each.</summary>
internal sealed record PlayBooks
{
    public PlayBook Major { get; init; } = new() { Stance = Stance.AllMeans, Days = 90, Steps = Brought("major", 0, 1, 3, 14, 45) };
    public PlayBook Minor { get; init; } = new() { Stance = Stance.AllMeans, Days = 60, Steps = Brought("minor", 0, 2, 10, 30) };
    public PlayBook Ordinary { get; init; } = new() { Stance = Stance.WithinReason, Days = 60, Steps = Brought("ordinary", 1, 10, 30) };
    public PlayBook Small { get; init; } = new() { Stance = Stance.LetGo, Days = 30, Steps = Brought("small", 3) };

    /// <summary>Whom the firm is wary of gets the smallest effort: who has no grade yet counts as small.</summary>
    public PlayBook Of(string? grade) => grade switch { "major" => Major, "minor" => Minor, "ordinary" => Ordinary, _ => Small };

    private static IReadOnlyList<PlayStep> Brought(string grade, params int[] days) => [.. days.Select((day, i) => new PlayStep(day, null, $"{grade}.{i + 1}"))];
}
