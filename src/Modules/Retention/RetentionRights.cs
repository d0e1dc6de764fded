namespace Guanxi.Retention;

/// <summary>Rights over keeping customers and winning them back. Reading needs the right to see values, <see cref="Value.ValueRights.Read"/>: each warning names the money at risk.</summary>
public static class RetentionRights
{
    /// <summary>Handles warnings, records reasons for loss, ties and exit barriers, works on win-backs.</summary>
    public const string Edit = "retention.edit";

    /// <summary>Plans rounds, writes play-books, sets thresholds and which ties are wanted.</summary>
    public const string Plan = "retention.plan";
}
