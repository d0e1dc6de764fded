namespace Guanxi.Exchange.Reading;

/// <summary>The lines of a file by what they hold.</summary>
internal readonly record struct FileCounts(int Lines, int HeaderLines, int BlankLines, int InnerLines, int Rows);

/// <summary>Adds up what was read.</summary>
internal static class OrderFileTally
{
    public static OrderFileSummary Of(FileCounts counts, IReadOnlyList<OrderDraft> orders, int skippedRows)
    {
        var kinds = new int[3];
        int anonymous = 0, returnOrders = 0;
        DateTime? first = null, last = null;
        var customers = new HashSet<string>(StringComparer.Ordinal);
        var money = new SortedDictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            if (order.IsReturn) returnOrders++;
            if (order.Customer is { } customer) customers.Add(customer.Key);
            else anonymous += order.Lines.Count;
            if (first is null || order.At.Wall < first) first = order.At.Wall;
            if (!money.TryGetValue(order.Currency, out var sums)) money[order.Currency] = sums = new();
            foreach (var line in order.Lines)
            {
                kinds[(int)line.Kind]++;
                sums.Add(line);
                if (last is null || line.At.Wall > last) last = line.At.Wall;
            }
        }

        return new()
        {
            Lines = counts.Lines,
            HeaderLines = counts.HeaderLines,
            BlankLines = counts.BlankLines,
            InnerLines = counts.InnerLines,
            Rows = counts.Rows,
            SaleRows = kinds[(int)LineKind.Sale],
            ReturnRows = kinds[(int)LineKind.Return],
            AdjustmentRows = kinds[(int)LineKind.Adjustment],
            RejectedRows = counts.Rows - kinds.Sum() - skippedRows,
            SkippedRows = skippedRows,
            AnonymousRows = anonymous,
            Orders = orders.Count - returnOrders,
            ReturnOrders = returnOrders,
            Customers = customers.Count,
            First = first,
            Last = last,
            Totals = [.. money.Select(total => total.Value.Totals(total.Key))],
        };
    }

    private sealed class Sums
    {
        private readonly long[] byKind = new long[3];
        private long anonymous;
        private decimal unrounded;

        public void Add(OrderLineRow line)
        {
            byKind[(int)line.Kind] += line.AmountMinor;
            unrounded += line.Amount;
            if (line.IsAnonymous) anonymous += line.AmountMinor;
        }

        public CurrencyTotals Totals(string currency) =>
            new(currency, byKind[0], byKind[1], byKind[2], byKind.Sum(), anonymous, unrounded);
    }
}
