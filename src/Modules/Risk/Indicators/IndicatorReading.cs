using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Indicators;

/// <summary>What an indicator showed on a day: its first reading of that day, kept so that it can be seen how it moved.</summary>
internal sealed class IndicatorReading : Entity<IndicatorReading>
{
    /// <summary>Key of the <see cref="Customers.IRiskIndicator"/>.</summary>
    public string Indicator { get; private init; } = "";
    public DateOnly ReadOn { get; private init; }

    /// <summary>Null where there was too little to say anything.</summary>
    public double? Figure { get; private init; }

    public static IndicatorReading Of(string indicator, DateOnly on, double? figure) => new() { Indicator = indicator, ReadOn = on, Figure = figure };
}

internal sealed class IndicatorReadingTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<IndicatorReading>(reading =>
    {
        reading.ToTable("risk_indicator_reading");
        reading.HasKey(r => r.Id);
        reading.Property(r => r.Indicator).HasMaxLength(80);
        reading.HasIndex(r => new { r.Indicator, r.ReadOn }).IsUnique();
    });
}
