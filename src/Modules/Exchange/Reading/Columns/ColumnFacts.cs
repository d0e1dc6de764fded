using System.Text.Json.Serialization;

namespace Guanxi.Exchange.Reading;

/// <summary>What all values of one column say about how they are to be read.</summary>
internal sealed record ColumnFacts
{
    public int Values { get; set; }
    public int SelfDescribingDates { get; set; }
    public int SerialDates { get; set; }

    /// <summary>Dates that need an order, and how many of them each order can read.</summary>
    public int OrderedDates { get; set; }
    public int DayFirst { get; set; }
    public int MonthFirst { get; set; }
    public int YearFirst { get; set; }

    /// <summary>Dates that both orders can read, and read differently.</summary>
    public int DifferingDates { get; set; }

    public int DotNumbers { get; set; }
    public int CommaNumbers { get; set; }

    /// <summary>Numbers that the two signs read differently, and those that only one of them reads.</summary>
    public int DifferingNumbers { get; set; }
    public int DotOnly { get; set; }
    public int CommaOnly { get; set; }

    /// <summary>The first different values, and those that show why a person must choose.</summary>
    public IList<string> Examples { get; init; } = [];
    public IList<string> AmbiguousDates { get; init; } = [];
    public IList<string> AmbiguousNumbers { get; init; } = [];

    [JsonIgnore] public int Dates => SelfDescribingDates + SerialDates + OrderedDates;
    [JsonIgnore] public int Numbers => Math.Max(DotNumbers, CommaNumbers);
    [JsonIgnore] public double DateShare => Values == 0 ? 0 : (double)(SelfDescribingDates + OrderedDates) / Values;
    [JsonIgnore] public double NumberShare => Values == 0 ? 0 : (double)Numbers / Values;
}
