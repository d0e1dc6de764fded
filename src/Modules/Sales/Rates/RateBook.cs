using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales;

/// <summary>All rates at hand: what an amount of one day is worth in the base currency.</summary>
public sealed class RateBook
{
    private readonly Dictionary<string, List<(DateOnly From, long Nano)>> rates;

    private RateBook(string baseCurrency, IEnumerable<ExchangeRate> all) => (BaseCurrency, rates) = (baseCurrency,
        all.GroupBy(r => r.Currency).ToDictionary(g => g.Key, g => g.OrderBy(r => r.ValidFrom).Select(r => (r.ValidFrom, r.RateNano)).ToList()));

    /// <summary>ISO 4217; empty where the firm has none yet.</summary>
    public string BaseCurrency { get; }

    /// <summary>Reads the rates; there are few.</summary>
    public static async Task<RateBook> Open(GuanxiDb db, CancellationToken ct) =>
        new((await db.Setting<FirmSettings>(ct)).BaseCurrency, await db.Set<ExchangeRate>().AsNoTracking().ToListAsync(ct));

    internal static RateBook Of(string baseCurrency, params IEnumerable<ExchangeRate> all) => new(baseCurrency, all);

    /// <summary>Base units in billionths for one unit of the currency on the day; null where no rate holds yet.</summary>
    public long? Nano(string currency, DateOnly on)
    {
        if (currency == BaseCurrency) return 1_000_000_000;
        if (!rates.TryGetValue(currency, out var known)) return null;
        var at = known.FindLastIndex(r => r.From <= on);
        return at < 0 ? null : known[at].Nano;
    }

    /// <summary>The first day from which the currency has a rate; null where it never has.</summary>
    public DateOnly? Since(string currency) => currency == BaseCurrency ? DateOnly.MinValue : rates.TryGetValue(currency, out var known) ? known[0].From : null;

    /// <summary>The amount in the base currency at the day's rate, rounded half away from zero; null where no rate holds yet.</summary>
    public Money? ToBase(Money amount, DateOnly on) => Nano(amount.Currency, on) is not { } nano ? null
        : amount.Currency == BaseCurrency ? amount : Money.Of(amount.Amount * nano / 1_000_000_000m, BaseCurrency);
}
