using System.Text.Json.Serialization;

namespace Guanxi.Risk;

/// <summary>What is wrong with an entry or a seal.</summary>
public enum AuditFindingKind
{
    /// <summary>An entry is not as it was written.</summary>
    EntryChanged,
    /// <summary>An entry that was sealed is gone.</summary>
    EntryRemoved,
    /// <summary>An entry is there that no seal counts, although it says so.</summary>
    EntryInserted,
    /// <summary>An entry or a seal was proved with a key that is not in this data folder.</summary>
    KeyUnknown,
    /// <summary>A seal is not as it was made, or does not take in the one before it.</summary>
    SealChanged,
    /// <summary>One or more seals are gone.</summary>
    SealRemoved,
    /// <summary>A seal says that its entries were too old, and that is not so.</summary>
    RemovalForged,
    /// <summary>The noted hash is that of no seal.</summary>
    AnchorMissing,
}

/// <summary>One thing that is wrong.</summary>
public sealed record AuditFinding
{
    public required AuditFindingKind Kind { get; init; }

    /// <summary>The day of the seal; of an entry that no seal counts, its own.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The seal's number.</summary>
    public long? Seal { get; init; }

    /// <summary>The entry's id.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] public long? Entry { get; init; }

    /// <summary>How many seals are gone; else 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>In the reader's language.</summary>
    public string Text { get; init; } = "";
}

/// <summary>What a verification found.</summary>
public sealed record AuditVerdict
{
    /// <summary>Nothing was tampered with.</summary>
    public bool Whole => FindingCount == 0;
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Entries that were compared.</summary>
    public long Entries { get; init; }
    public long Seals { get; init; }

    /// <summary>Of these entries, those that no seal counts yet: of the last minute, or since the program was last stopped hard.</summary>
    public long Unsealed { get; init; }

    /// <summary>Seals whose entries went because they were too old.</summary>
    public long Removed { get; init; }

    /// <summary>Hash of the newest seal, to be noted outside; null where there is none.</summary>
    public string? Newest { get; init; }

    /// <summary>All that is wrong, also what <see cref="Findings"/> has no room for.</summary>
    public long FindingCount { get; init; }
    public IReadOnlyList<AuditFinding> Findings { get; init; } = [];
}
