using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>How a file of records is read: its customer by role, all else by the fields of its kind.</summary>
internal sealed record RecordReading : FileReading
{
    /// <summary>The field that every kind has: the record's number in its old home.</summary>
    public const string Number = "number";

    public required IReadOnlyList<MappedField> Fields { get; init; }

    /// <summary>From 0; null where the file has none.</summary>
    public int? NumberColumn { get; init; }
    public required TimeZoneInfo Zone { get; init; }
}

/// <param name="Column">From 0.</param>
internal sealed record MappedField(RecordField Field, int Column);
