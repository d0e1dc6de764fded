using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

/// <summary>What one unit of a currency is worth in the base currency, from a day on until the next rate of that currency.</summary>
public sealed class ExchangeRate : Entity<ExchangeRate>, IFed
{
    public string Currency { get; private init; } = "";
    public DateOnly ValidFrom { get; private init; }

    /// <summary>Billionths of a base unit for one unit: 9.12 CNY for a pound is 9,120,000,000.</summary>
    [History] public long RateNano { get; private set; }

    public static ExchangeRate Of(string currency, DateOnly validFrom, decimal rate)
    {
        Refuse.If(!Currencies.Known(currency), "sales.rate.currency_unknown", currency);
        var made = new ExchangeRate { Currency = currency, ValidFrom = validFrom };
        made.Change(rate);
        return made;
    }

    public void Change(decimal rate)
    {
        Refuse.If(rate is <= 0 or > 1_000_000, "sales.rate.out_of_range");
        RateNano = (long)decimal.Round(rate * 1_000_000_000m);
    }

    long IFed.FeedCustomer => 0;
}

internal sealed class ExchangeRateTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ExchangeRate>(rate =>
    {
        rate.ToTable("sales_exchange_rate");
        rate.HasKey(r => r.Id);
        rate.Property(r => r.Currency).HasMaxLength(3);
        rate.HasIndex(r => new { r.Currency, r.ValidFrom }).IsUnique();
    });
}
