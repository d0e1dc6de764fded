using Guanxi.Retention.Warnings.Signals;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>What the newest run found, over the whole firm, and why it did not open a warning for all of it.</summary>
internal sealed record WarningSummary
{
    /// <summary>Null before the first run that looked for warnings.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Signals that hold, and those of them whose warning the run opened.</summary>
    public int Held { get; init; }
    public int Opened { get; init; }

    /// <summary>Those that have a warning already, open or seen to.</summary>
    public int Known { get; init; }

    /// <summary>Of customers lost already: nothing to warn of.</summary>
    public int Lost { get; init; }

    /// <summary>Of customers whose grade is not listed and with less money at risk than the settings ask for.</summary>
    public int NotListed { get; init; }

    /// <summary>More than a run may open; these have the least money at risk.</summary>
    public int OverCap { get; init; }

    /// <summary>Warnings that the run ended because their signal was gone.</summary>
    public int Over { get; init; }
    public IReadOnlyDictionary<Signal, int> HeldBySignal { get; init; } = new Dictionary<Signal, int>();
}
