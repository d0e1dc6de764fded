using System.Diagnostics;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>Reads a whole file and finds what loading it would do. Writes nothing.</summary>
internal sealed class ImportChecker(GuanxiDb db)
{
    /// <param name="importId">What this import itself wrote before it was stopped doesn't count as there already.</param>
    /// <param name="there">Numbers that were there when writing began; null where nothing is written yet.</param>
    /// <param name="progress">Rows done, and of how many.</param>
    /// <exception cref="RefusedException">The file can't be read as it stands, or something isn't decided.</exception>
    public async Task<CheckedFile> Check(
        SourceFile source, FileSurvey survey, ImportAnswers answers, Id<Import> importId, IReadOnlySet<string>? there, Action<long, long> progress, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var firm = await db.Setting<FirmSettings>(ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(firm.TimeZone);
        var file = Unreadable.Refused(() => OrderFile.Read(source, answers.Reading(survey), rows => progress(rows, survey.Rows), ct));
        var found = there is null
            ? await new OrderNumbers(db).There(file.Orders, importId, ct)
            : [.. file.Orders.Where(order => there.Contains(OrderNumbers.Of(order)))];
        file = Without(file, found, answers.Existing);
        var customers = await new CustomerLookup(db).Find(file.Orders, ct);
        var products = await new ProductLookup(db).Find(file.Orders, ct);
        var returnOf = await new FileMovements(db).Match(customers, products, zone, importId, ct);
        progress(survey.Rows, survey.Rows);

        var summary = file.Summary;
        var baseCurrency = firm.BaseCurrency.Length > 0 ? firm.BaseCurrency : answers.Currency is { Length: > 0 } chosen ? chosen : summary.Totals.Count > 0 ? summary.Totals[0].Currency : "";
        return new(file, customers, products, returnOf, there ?? found.Select(OrderNumbers.Of).ToHashSet(StringComparer.Ordinal), new()
        {
            Summary = summary,
            CustomersNew = customers.Count(customer => customer.Known is null),
            CustomersKnown = customers.Where(customer => customer.Known is not null).Select(customer => customer.Known).Distinct().Count(),
            ProductsNew = products.Values.Count(product => product.Known is null),
            ProductsKnown = products.Values.Count(product => product.Known is not null),
            ReturnsMatched = returnOf.Count,
            ReturnsUnmatched = summary.ReturnRows - returnOf.Count,
            ErrorsByCode = RowFindings.ByCode(file.Errors),
            FirstErrors = [.. file.Errors.Take(RowFindings.ShownErrors)],
            MissingRates = await MissingRates(file.Orders, baseCurrency, answers, zone, ct),
            BaseCurrency = baseCurrency,
            SetsBaseCurrency = firm.BaseCurrency.Length == 0,
            BaseNetMinor = BaseNet(file.Orders, baseCurrency, firm.BaseCurrency.Length == 0 ? null : await RateBook.Open(db, ct), answers, zone),
            RepeatedRows = file.Orders.Where(order => order.Lines.Count > 1).Sum(Repeated),
            Seconds = watch.Elapsed.TotalSeconds,
        });
    }

    private static int Repeated(OrderDraft order) =>
        order.Lines.Count - order.Lines.DistinctBy(line => (line.Kind, line.At, line.ProductCode, line.ProductName, line.Quantity, line.UnitPrice, line.Amount, line.Note)).Count();

    private static OrderFile Without(OrderFile file, HashSet<OrderDraft> there, ExistingOrders choice) => choice == ExistingOrders.Skip
        ? file.Without(there, new HashSet<OrderDraft>(), "")
        : file.Without(new HashSet<OrderDraft>(), there, RowErrorCodes.OrderExists);

    /// <param name="rates">Null where the firm has no base currency yet, and so no rates.</param>
    private static long? BaseNet(IReadOnlyList<OrderDraft> orders, string baseCurrency, RateBook? rates, ImportAnswers answers, TimeZoneInfo zone)
    {
        var net = 0L;
        foreach (var order in orders)
            foreach (var line in order.Lines)
            {
                var amount = new Money(line.AmountMinor, order.Currency);
                // A rate that was said with the file holds only until the firm's first own one.
                var worth = order.Currency == baseCurrency ? amount : rates?.ToBase(amount, BusinessDay.Of(order.At, zone))
                    ?? (answers.Rates.TryGetValue(order.Currency, out var rate) ? Money.Of(amount.Amount * rate, baseCurrency) : null);
                if (worth is not { } known) return null;
                net += known.Minor;
            }
        return net;
    }

    private async Task<IReadOnlyList<MissingRate>> MissingRates(IReadOnlyList<OrderDraft> orders, string baseCurrency, ImportAnswers answers, TimeZoneInfo zone, CancellationToken ct)
    {
        var firsts = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            var day = BusinessDay.Of(order.At, zone);
            if (!firsts.TryGetValue(order.Currency, out var first) || day < first) firsts[order.Currency] = day;
        }

        var missing = new List<MissingRate>();
        foreach (var (currency, first) in firsts.OrderBy(first => first.Key, StringComparer.Ordinal))
            if (currency != baseCurrency && !answers.Rates.ContainsKey(currency)
                && !await db.Set<ExchangeRate>().AnyAsync(rate => rate.Currency == currency && rate.ValidFrom <= first, ct)) missing.Add(new(currency, first));
        return missing;
    }
}

/// <summary>The day of an order: as the source had it, or in the firm's zone where the source names an instant.</summary>
internal static class BusinessDay
{
    public static DateOnly Of(SourceMoment moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(moment.OffsetMinutes is null ? moment.Wall : TimeZoneInfo.ConvertTime(moment.ToUtc(zone), zone).DateTime);
}
