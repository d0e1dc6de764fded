using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Value.Rfm;
using Guanxi.Value.Standings;

namespace Guanxi.Value;

/// <summary>Some customers behind a figure.</summary>
public sealed record ScorecardCustomersFound
{
    public TenC Figure { get; init; }

    /// <summary>Null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The last day before the period.</summary>
    public DateOnly? Since { get; init; }
    public string Currency { get; init; } = "";
    public IReadOnlyList<ScorecardCustomer> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public ScorecardPlace? Next { get; init; }
}

/// <summary>One customer behind a figure.</summary>
public sealed record ScorecardCustomer
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? OwnerName { get; init; }

    /// <summary>Null without any business on that day.</summary>
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Stage { get; init; }

    /// <summary>Segment of RFM: champion, loyal, at_risk …; null where a score is missing.</summary>
    public string? Segment { get; init; }
    public long? TotalMinor { get; init; }

    /// <summary>How many facts are missing, of the profile.</summary>
    public long? Missing { get; init; }

    /// <summary>The money that the figure is about: of the year (knowledge, segmentation), of the year before (retention), of the period (acquisition, profitability).</summary>
    public long? Minor { get; init; }

    internal static ScorecardCustomer Of(ScorecardPlace found, (string Code, string Name, string? Owner) name, Standing? standing, ScorecardCustomers of) => new()
    {
        CustomerId = found.CustomerId, Code = name.Code, Name = name.Name, OwnerName = name.Owner, Grade = standing?.Grade, Colour = standing?.Colour, Stage = standing?.Stage,
        Segment = standing is null ? null : RfmCells.SegmentOf(standing.Rfm), TotalMinor = standing is null ? null : standing.HistoricMinor + standing.CurrentMinor + standing.PotentialMinor,
        Missing = of.Figure == TenC.Profile ? found.Rank : null,
        Minor = of.Figure switch
        {
            TenC.Knowledge or TenC.Retention or TenC.Acquisition => found.Rank,
            TenC.Profitability => of.Others ? -found.Rank : found.Rank,
            TenC.Segmentation => standing?.CurrentMinor,
            _ => null,
        },
    };
}

/// <summary>A place in the list: by rank, then by customer.</summary>
[JsonConverter(typeof(Guanxi.Http.TextJson<ScorecardPlace>))]
public readonly record struct ScorecardPlace(long Rank, Id<Customer> CustomerId) : IParsable<ScorecardPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{CustomerId}");
    public static ScorecardPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ScorecardPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rank) || !Id<Customer>.TryParse(second, null, out var customer)) return false;
        result = new(rank, customer);
        return true;
    }
}
