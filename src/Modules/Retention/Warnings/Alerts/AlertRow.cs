using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Http;
using Guanxi.Retention.Warnings.Signals;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>A warning as lists and cards show it.</summary>
internal sealed record AlertRow
{
    public required AlertKey Key { get; init; }
    public required CustomerName Customer { get; init; }
    public required Signal Signal { get; init; }
    public required Severity Severity { get; init; }
    public required AlertState State { get; init; }

    /// <summary>Why, with its figures and the threshold, in the reader's language.</summary>
    public required string Reason { get; init; }
    public required long MoneyMinor { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Stage { get; init; }
    public Id<Person>? OwnerId { get; init; }
    public string? Owner { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required DateOnly LastSeenOn { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>Open past its day, by the reader's calendar.</summary>
    public bool Overdue { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }
    public string? Note { get; init; }
}

/// <summary>Which alert: its customer's id and its own, with a dot between.</summary>
[JsonConverter(typeof(TextJson<AlertKey>))]
internal readonly record struct AlertKey(Id<Customer> CustomerId, Id<Alert> Id) : IParsable<AlertKey>
{
    public override string ToString() => $"{CustomerId}.{Id}";
    public static AlertKey Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var key) ? key : throw new FormatException("Not the key of a warning.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AlertKey result)
    {
        result = default;
        if (s?.Split('.') is not [var customer, var alert] || !Id<Customer>.TryParse(customer, null, out var customerId) || !Id<Alert>.TryParse(alert, null, out var id)) return false;
        result = new(customerId, id);
        return true;
    }
}

/// <summary>A place in the list: by the day it is due, then by money, then by id.</summary>
[JsonConverter(typeof(TextJson<AlertPlace>))]
internal readonly record struct AlertPlace(DateOnly DueOn, long MoneyMinor, Id<Alert> Id) : IParsable<AlertPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DueOn.DayNumber}.{MoneyMinor}.{Id}");
    public static AlertPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of warnings.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AlertPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second, var third] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day > DateOnly.MaxValue.DayNumber
            || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var money) || !Id<Alert>.TryParse(third, null, out var id)) return false;
        result = new(DateOnly.FromDayNumber(day), money, id);
        return true;
    }
}
